package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import myidc.billing.BillingRefusal;
import myidc.billing.NoticeSettings;
import myidc.billing.WebhookCommand.RegisterWebhook;
import myidc.billing.WebhookCommand.RemoveWebhook;
import myidc.billing.WebhookCommand.ReplaceWebhookSecret;
import myidc.billing.WebhookUrl;
import myidc.billing.read.Webhooks;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.shared.id.WebhookId;

/** Webhooks with their secrets, which live beside the facts and go with the webhook. Every method joins a call under way. */
@Singleton
public final class WebhookDesk {
    private static final int WEBHOOKS_MAX = 10;
    private static final int SECRET_BYTES = 32;

    private final Commands commands;
    private final Sequences sequences;
    private final Webhooks webhooks;
    private final Sql sql;
    private final Set<String> inwardHosts;
    private final SecureRandom random = new SecureRandom();

    WebhookDesk(Commands commands, Sequences sequences, Webhooks webhooks, Sql sql, NoticeSettings settings) {
        this.commands = commands;
        this.sequences = sequences;
        this.webhooks = webhooks;
        this.sql = sql;
        this.inwardHosts = settings.inwardHosts().orElse(Set.of());
    }

    /** A new secret, as receivers' libraries take it. */
    public String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    public WebhookId register(TenantId tenant, String url, List<String> kinds, String secret) {
        WebhookUrl.outward("url", WebhookUrl.wellFormed("url", url), inwardHosts);
        if (webhooks.list(tenant).size() >= WEBHOOKS_MAX) {
            throw Refused.because(
                    BillingRefusal.TOO_MANY_WEBHOOKS, "A tenant has at most " + WEBHOOKS_MAX + " webhooks");
        }
        WebhookId id = new WebhookId(sequences.next("webhook"));
        commands.send(new RegisterWebhook(id, tenant, url, kinds));
        sql.change("insert into webhook_secret (webhook_id, secret) values (?, ?)", id.value(), secret);
        return id;
    }

    public void replaceSecret(WebhookId id, String secret) {
        commands.send(new ReplaceWebhookSecret(id));
        sql.change("update webhook_secret set secret = ? where webhook_id = ?", secret, id.value());
    }

    public void remove(WebhookId id) {
        commands.send(new RemoveWebhook(id));
        sql.change("delete from webhook_secret where webhook_id = ?", id.value());
        sql.change(
                "update notice_delivery set state = 'DROPPED', finished_at = now(), trouble = 'the webhook was removed'"
                        + " where webhook_id = ? and state = 'PENDING'",
                id.value());
    }
}
