package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.storage.event.Thresholds;
import org.jspecify.annotations.Nullable;

/** Reads alerts, thresholds and agents of pools. */
@Singleton
public final class PoolRules {
    private static final int AGENTS_SHOWN_MAX = 200;

    /**
     * Alerts, the latest first.
     *
     * @param asOf as they stood then: raised by then, and open when not cleared by then
     */
    public Page<PoolAlertView> alerts(boolean openOnly, @Nullable Instant asOf, Page.Ask ask) {
        String order = " order by raisedAt desc, poolId, raisedOn";
        PanacheQuery<PoolAlertView> query = asOf == null
                ? PoolAlertView.find((openOnly ? "clearedAt is null" : "1 = 1") + order)
                : PoolAlertView.find(
                        "raisedAt <= ?1" + (openOnly ? " and (clearedAt is null or clearedAt > ?1)" : "") + order,
                        asOf);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Thresholds thresholds(PoolId pool, Instant at) {
        return PoolThresholdView.<PoolThresholdView>find(
                        "poolId = ?1 and effectiveFrom <= ?2 order by effectiveFrom desc", pool.value(), at)
                .firstResultOptional()
                .map(row -> Objects.requireNonNull(StoredJson.read(row.thresholds, Thresholds.class)))
                .orElse(Thresholds.DEFAULT);
    }

    /** A pool's agents, revoked ones too, by their numbers. */
    public List<PoolAgentView> agents(PoolId pool) {
        return PoolAgentView.<PoolAgentView>find("poolId", Sort.by("id"), pool.value())
                .page(0, AGENTS_SHOWN_MAX)
                .list();
    }

    public Optional<PoolAgentView> agent(long id) {
        return PoolAgentView.findByIdOptional(id);
    }
}
