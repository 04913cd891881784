package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import myidc.billing.BillingRefusal;
import myidc.billing.port.Postman;
import myidc.platform.db.Sql;
import myidc.shared.Refused;

/** What waits to be sent: one delivery per notice and receiver, kept in the transaction that knows of it. */
@Singleton
public final class NoticeQueue {
    private final Sql sql;
    private final Postman postman;

    NoticeQueue(Sql sql, Postman postman) {
        this.sql = sql;
        this.postman = postman;
    }

    /** Queues a notice for everybody who wants it; queued already, it changes nothing. */
    public void queue(String cause) {
        sql.change(
                "insert into notice_delivery (tenant_id, way, webhook_id, cause, kind, once)"
                        + " select n.tenant_id, 'WEBHOOK', w.id, n.cause, n.kind, 'webhook-' || w.id || ' ' || n.cause"
                        + " from notice_view n join webhook_view w on w.tenant_id = n.tenant_id"
                        + " where n.cause = ? and w.paused is null"
                        + " and (w.kinds = '' or n.kind = any (string_to_array(w.kinds, ',')))"
                        + " on conflict (once) do nothing",
                cause);
        if (postman.ready()) {
            sql.change(
                    "insert into notice_delivery (tenant_id, way, cause, kind, once)"
                            + " select tenant_id, 'MAIL', cause, kind, 'mail ' || cause from notice_view where cause = ?"
                            + " on conflict (once) do nothing",
                    cause);
        }
    }

    /** Sends a delivery of the webhook once more, as a new one that names it. */
    public long replay(long webhook, long delivery) {
        return sql.row(
                        "insert into notice_delivery (tenant_id, way, webhook_id, cause, kind, once, replay_of)"
                                + " select tenant_id, way, webhook_id, cause, kind, 'replay ' || gen_random_uuid(), id"
                                + " from notice_delivery where webhook_id = ? and id = ? returning id",
                        row -> row.getLong(1),
                        webhook,
                        delivery)
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.DELIVERY_NOT_FOUND, "This webhook has no delivery " + delivery));
    }
}
