package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Set;
import myidc.billing.WebhookCommand.PauseWebhook;
import myidc.billing.WebhookCommand.RegisterWebhook;
import myidc.billing.WebhookCommand.RemoveWebhook;
import myidc.billing.WebhookCommand.ReplaceWebhookSecret;
import myidc.billing.WebhookCommand.ResumeWebhook;
import myidc.billing.event.WebhookEvent.WebhookPaused;
import myidc.billing.event.WebhookEvent.WebhookRegistered;
import myidc.billing.event.WebhookEvent.WebhookRemoved;
import myidc.billing.event.WebhookEvent.WebhookResumed;
import myidc.billing.event.WebhookEvent.WebhookSecretReplaced;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.WebhookId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/** A webhook. */
final class Webhook {
    private static final String CLAIM = "billing.webhook";

    @AggregateIdentifier
    private @Nullable WebhookId id;

    private String place = "";
    private boolean paused;

    Webhook() {}

    @CommandHandler
    Webhook(RegisterWebhook command, Claims claims) {
        WebhookUrl.wellFormed("url", command.url());
        Set<String> known = NoticeKind.names();
        for (String kind : command.kinds()) {
            if (!known.contains(kind)) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "kinds", "kinds must be of " + known);
            }
        }
        claims.take(
                new Claims.Claim(CLAIM, command.tenantId().text() + " " + command.url(), "url"),
                command.webhookId().text(),
                BillingRefusal.WEBHOOK_EXISTS);
        apply(new WebhookRegistered(
                command.webhookId(),
                command.tenantId(),
                command.url(),
                command.kinds().stream().distinct().sorted().toList()));
    }

    @CommandHandler
    void decide(ReplaceWebhookSecret command) {
        apply(new WebhookSecretReplaced(command.webhookId()));
    }

    @CommandHandler
    void decide(PauseWebhook command) {
        if (!paused) {
            apply(new WebhookPaused(command.webhookId(), Check.text("reason", command.reason(), 300)));
        }
    }

    @CommandHandler
    void decide(ResumeWebhook command) {
        if (paused) {
            apply(new WebhookResumed(command.webhookId()));
        }
    }

    @CommandHandler
    void decide(RemoveWebhook command, Claims claims) {
        claims.release(CLAIM, place, command.webhookId().text());
        apply(new WebhookRemoved(command.webhookId()));
    }

    @EventSourcingHandler
    void evolve(WebhookRegistered fact) {
        id = fact.webhookId();
        place = fact.tenantId().text() + " " + fact.url();
    }

    @EventSourcingHandler
    void evolve(WebhookPaused fact) {
        paused = true;
    }

    @EventSourcingHandler
    void evolve(WebhookResumed fact) {
        paused = false;
    }

    @EventSourcingHandler
    void evolve(WebhookRemoved fact) {
        AggregateLifecycle.markDeleted();
    }
}
