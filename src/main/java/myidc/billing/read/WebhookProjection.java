package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.WebhookEvent.WebhookPaused;
import myidc.billing.event.WebhookEvent.WebhookRegistered;
import myidc.billing.event.WebhookEvent.WebhookRemoved;
import myidc.billing.event.WebhookEvent.WebhookResumed;
import myidc.billing.event.WebhookEvent.WebhookSecretReplaced;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes webhooks. */
@Singleton
@ProcessingGroup("billing.read")
public final class WebhookProjection implements Projection {
    private final Sql sql;

    WebhookProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.webhooks";
    }

    @Override
    public List<String> tables() {
        return List.of("webhook_view");
    }

    @EventHandler
    void on(WebhookRegistered fact, @Timestamp Instant at) {
        sql.change(
                "insert into webhook_view (id, tenant_id, url, kinds, registered_at) values (?, ?, ?, ?, ?)",
                fact.webhookId().value(),
                fact.tenantId().value(),
                fact.url(),
                String.join(",", fact.kinds()),
                at);
    }

    @EventHandler
    void on(WebhookSecretReplaced fact, @Timestamp Instant at) {
        sql.change(
                "update webhook_view set secret_since = ? where id = ?",
                at,
                fact.webhookId().value());
    }

    @EventHandler
    void on(WebhookPaused fact) {
        sql.change(
                "update webhook_view set paused = ? where id = ?",
                fact.reason(),
                fact.webhookId().value());
    }

    @EventHandler
    void on(WebhookResumed fact) {
        sql.change(
                "update webhook_view set paused = null where id = ?",
                fact.webhookId().value());
    }

    @EventHandler
    void on(WebhookRemoved fact) {
        sql.change("delete from webhook_view where id = ?", fact.webhookId().value());
    }
}
