package myidc.billing.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import myidc.billing.WebhookCommand.PauseWebhook;
import myidc.billing.reconcile.NoticeSending.Due;
import myidc.billing.reconcile.NoticeSending.Result;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.WebhookId;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * Sends what waits. A delivery is leased in one transaction, sent outside of any, and its outcome kept in another: a portal
 * that dies in between sends it again when the lease is over, under the same id. Patience goes by the database's own time,
 * so that a clock moved a month ahead gives nobody up.
 */
@Singleton
public final class NoticeCourier {
    private static final Caller COURIER = Caller.program("notice-courier");
    private static final int AT_ONCE = 8;
    private static final int ROUND_MAX = 64;
    private static final int KEPT_DAYS = 30;
    /** Pauses after each failed attempt; after the last one it is given up. */
    private static final List<Duration> PATIENCE = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private static final int GONE = 410;

    private final Commands commands;
    private final NoticeSending sending;
    private final Sql sql;

    NoticeCourier(Commands commands, NoticeSending sending, Sql sql) {
        this.commands = commands;
        this.sending = sending;
        this.sql = sql;
    }

    @Scheduled(every = "{myidc.notices.every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int sent;
        do {
            sent = round();
        } while (sent == ROUND_MAX);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.change("delete from notice_delivery where id in (select id from notice_delivery"
                        + " where finished_at < now() - make_interval(days => " + KEPT_DAYS + ") limit 1000)"));
    }

    /** Sends what is due, at most so many; how many there were. */
    public int round() {
        List<Due> due = QuarkusTransaction.requiringNew().call(this::lease);
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Due one : due) {
                threads.execute(() -> {
                    places.acquireUninterruptibly();
                    try {
                        keep(one, sending.send(one));
                    } finally {
                        places.release();
                    }
                });
            }
        }
        return due.size();
    }

    private List<Due> lease() {
        return sql.rows(
                "update notice_delivery d set attempts = d.attempts + 1, next_at = now() + interval '10 minutes'"
                        + " from (select q.id from notice_delivery q left join webhook_view w on w.id = q.webhook_id"
                        + " where q.state = 'PENDING' and q.next_at <= now()"
                        + " and (q.way = 'MAIL' or w.id is null or w.paused is null)"
                        + " order by q.next_at, q.id limit ? for update of q skip locked) due"
                        + " where d.id = due.id returning d.*",
                NoticeCourier::due,
                ROUND_MAX);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong("id"),
                row.getLong("tenant_id"),
                row.getString("way"),
                row.getLong("webhook_id"),
                row.getString("cause"),
                row.getInt("attempts"));
    }

    private void keep(Due due, Result result) {
        boolean last = due.attempts() > PATIENCE.size() || result.status() == GONE || !result.again();
        String state = result.done() ? "SENT" : result.nobody() ? "DROPPED" : last ? "FAILED" : "PENDING";
        Duration pause = PATIENCE.get(Math.min(due.attempts(), PATIENCE.size()) - 1);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.change(
                        "update notice_delivery set state = ?, last_status = ?, trouble = ?,"
                                + " next_at = now() + make_interval(secs => ?),"
                                + " finished_at = case when ? = 'PENDING' then null else now() end where id = ?",
                        state,
                        result.status(),
                        result.trouble(),
                        (double) pause.toSeconds(),
                        state,
                        due.id()));
        if (state.equals("FAILED") && due.webhook() > 0) {
            pause(due, result);
        }
    }

    /** An endpoint that took nothing for so long, or says that it is gone, is left alone until its owner looks. */
    private void pause(Due due, Result result) {
        try {
            commands.sendAs(
                    COURIER,
                    new PauseWebhook(
                            new WebhookId(due.webhook()),
                            "Delivery " + due.id() + " was given up: "
                                    + (result.trouble().isEmpty() ? "status " + result.status() : result.trouble())));
        } catch (Refused | AggregateNotFoundException gone) {
            // Its owner removed it meanwhile.
            return;
        }
    }
}
