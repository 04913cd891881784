package myidc.billing;

import java.util.List;
import myidc.shared.id.TenantId;
import myidc.shared.id.WebhookId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a webhook. */
public sealed interface WebhookCommand {
    WebhookId webhookId();

    record RegisterWebhook(
            @TargetAggregateIdentifier WebhookId webhookId, TenantId tenantId, String url, List<String> kinds)
            implements WebhookCommand {
        public RegisterWebhook {
            kinds = List.copyOf(kinds);
        }
    }

    /** Notes that another secret signs from now on. */
    record ReplaceWebhookSecret(@TargetAggregateIdentifier WebhookId webhookId) implements WebhookCommand {}

    /** Stops sending; paused already, it changes nothing. */
    record PauseWebhook(@TargetAggregateIdentifier WebhookId webhookId, String reason) implements WebhookCommand {}

    /** Sends again, what waits first. */
    record ResumeWebhook(@TargetAggregateIdentifier WebhookId webhookId) implements WebhookCommand {}

    record RemoveWebhook(@TargetAggregateIdentifier WebhookId webhookId) implements WebhookCommand {}
}
