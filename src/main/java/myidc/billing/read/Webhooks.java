package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads webhooks and what was delivered to them; another tenant's do not exist. */
@Singleton
public final class Webhooks {
    private static final int WEBHOOKS_MAX = 100;

    private final Sql sql;

    Webhooks(Sql sql) {
        this.sql = sql;
    }

    public List<WebhookRow> list(TenantId tenant) {
        return sql.rows(
                "select * from webhook_view where tenant_id = ? order by id limit ?",
                Webhooks::webhook,
                tenant.value(),
                WEBHOOKS_MAX);
    }

    public Optional<WebhookRow> find(TenantId tenant, long id) {
        return sql.row(
                "select * from webhook_view where tenant_id = ? and id = ?", Webhooks::webhook, tenant.value(), id);
    }

    /** Deliveries to a webhook, newest first. */
    public Page<Delivery> deliveries(long webhook, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from notice_delivery where webhook_id = ? order by id desc limit ? offset ?",
                        row -> new Delivery(
                                row.getLong("id"),
                                row.getString("cause"),
                                row.getString("kind"),
                                row.getString("state"),
                                row.getInt("attempts"),
                                row.getObject("last_status", Integer.class),
                                row.getString("trouble"),
                                Sql.instant(row, "queued_at"),
                                row.getString("state").equals("PENDING") ? Sql.instant(row, "next_at") : null,
                                Sql.instantOrNull(row, "finished_at"),
                                row.getObject("replay_of", Long.class)),
                        webhook,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from notice_delivery where webhook_id = ?", webhook));
    }

    private static WebhookRow webhook(ResultSet row) throws SQLException {
        String kinds = row.getString("kinds");
        return new WebhookRow(
                row.getLong("id"),
                row.getString("url"),
                kinds.isEmpty()
                        ? List.of()
                        : Arrays.stream(kinds.split(",", -1)).toList(),
                row.getString("paused"),
                Sql.instant(row, "registered_at"));
    }

    /** A webhook; {@code paused} says why nothing is sent, and is null while it is. */
    public record WebhookRow(
            long id,
            String url,
            List<String> kinds,
            @Nullable String paused,
            Instant registeredAt) {}

    /** A delivery and how it stands: PENDING, SENT, FAILED after its last attempt, DROPPED as there was nobody. */
    public record Delivery(
            long id,
            String notice,
            String kind,
            String state,
            int attempts,
            @Nullable Integer status,
            @Nullable String trouble,
            Instant queuedAt,
            @Nullable Instant nextAt,
            @Nullable Instant finishedAt,
            @Nullable Long replayOf) {}
}
