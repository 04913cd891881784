package myidc.storage.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import myidc.platform.db.Sql;
import myidc.shared.id.PoolId;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.PoolKind;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import org.jboss.logging.Logger;

/**
 * Takes turns at collecting: a pool is leased for as long as its tools may take, so that of several processes one runs
 * them, and what a killed process had begun is taken up again. Leases run by the database's own time.
 */
@Singleton
final class PoolReconciler {
    private static final Logger LOG = Logger.getLogger(PoolReconciler.class);
    private static final int AT_ONCE = 8;
    private static final int LEASE_SECONDS = 180;

    private final Sql sql;
    private final Pools pools;
    private final PoolCollection collection;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    PoolReconciler(Sql sql, Pools pools, PoolCollection collection) {
        this.sql = sql;
        this.pools = pools;
        this.collection = collection;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (long id : QuarkusTransaction.requiringNew().call(this::lease)) {
            workers.execute(() -> collect(id));
        }
    }

    /** Pools whose turn it is, as many as may be worked on at once; a plan without a turn gets one now. */
    private List<Long> lease() {
        sql.change("insert into pool_collection_turn (pool_id, due_at) select id, clock_timestamp() from pool_view"
                + " where plan is not null and plan::jsonb ->> 'via' <> 'AGENT' on conflict do nothing");
        sql.change("delete from pool_collection_turn t where not exists (select from pool_view p where p.id = t.pool_id"
                + " and p.plan is not null and p.plan::jsonb ->> 'via' <> 'AGENT')");
        return sql.rows(
                "with due as materialized (select pool_id from pool_collection_turn where due_at <= clock_timestamp()"
                        + " and (leased_until is null or leased_until < clock_timestamp())"
                        + " order by due_at limit ? for update skip locked)"
                        + " update pool_collection_turn turn set leased_until ="
                        + " clock_timestamp() + make_interval(secs => ?) from due where turn.pool_id = due.pool_id"
                        + " returning turn.pool_id",
                row -> row.getLong(1),
                free.availablePermits(),
                LEASE_SECONDS);
    }

    private void collect(long id) {
        free.acquireUninterruptibly();
        try {
            PoolId pool = new PoolId(id);
            Optional<PoolView> known = QuarkusTransaction.requiringNew().call(() -> pools.find(pool));
            CollectionPlan plan = known.map(PoolView::collectionPlan).orElse(null);
            if (known.isEmpty() || plan == null) {
                return;
            }
            collection.collect(pool, PoolKind.valueOf(known.get().kind), plan);
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.change(
                            "update pool_collection_turn set leased_until = null,"
                                    + " due_at = clock_timestamp() + make_interval(mins => ?) where pool_id = ?",
                            plan.everyMinutes(),
                            id));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Collecting from pool %d went wrong; it is tried again when its lease ends", id);
        } finally {
            free.release();
        }
    }
}
