package myidc.api.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import myidc.api.admin.CapacityResource.ChangeJson;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolView;
import org.jspecify.annotations.Nullable;

/**
 * Pools of a site at two instants, each by its latest report by then.
 *
 * @param changes the pools' sums; a figure that any reporting pool does not tell is null
 * @param pools by name; one that had not reported by either instant is left out
 */
public record SiteDifferenceJson(Instant from, Instant to, List<ChangeJson> changes, List<PoolDifferenceJson> pools) {
    static SiteDifferenceJson of(Instant from, Instant to, List<Pair> pairs) {
        List<PoolDifferenceJson> pools =
                pairs.stream().map(PoolDifferenceJson::of).toList();
        List<ChangeJson> sums = new ArrayList<>();
        int figures = pools.isEmpty() ? 0 : pools.getFirst().changes().size();
        for (int i = 0; i < figures; i++) {
            int figure = i;
            BigDecimal before = sum(
                    pools,
                    pool -> pool.from() == null,
                    pool -> pool.changes().get(figure).before());
            BigDecimal after =
                    sum(pools, pool -> false, pool -> pool.changes().get(figure).after());
            String name = pools.getFirst().changes().get(figure).figure();
            BigDecimal change = before == null || after == null ? null : after.subtract(before);
            sums.add(new ChangeJson(name, before, after, change));
        }
        return new SiteDifferenceJson(from, to, sums, pools);
    }

    private static @Nullable BigDecimal sum(
            List<PoolDifferenceJson> pools,
            Predicate<PoolDifferenceJson> absent,
            Function<PoolDifferenceJson, @Nullable BigDecimal> figure) {
        BigDecimal sum = BigDecimal.ZERO;
        for (PoolDifferenceJson pool : pools) {
            BigDecimal one = figure.apply(pool);
            if (one != null) {
                sum = sum.add(one);
            } else if (!absent.test(pool)) {
                return null;
            }
        }
        return sum;
    }

    /** A pool and its latest reports by either instant; before is null when it had not reported by then. */
    record Pair(PoolView pool, @Nullable PoolReportView before, PoolReportView after) {}

    /**
     * A pool at two instants.
     *
     * @param from when the earlier report was taken; null when there was none
     */
    public record PoolDifferenceJson(
            long poolId, String name, @Nullable Instant from, Instant to, List<ChangeJson> changes) {
        static PoolDifferenceJson of(Pair pair) {
            PoolReportView before = pair.before();
            return new PoolDifferenceJson(
                    pair.pool().id,
                    pair.pool().name,
                    before == null ? null : before.takenAt,
                    pair.after().takenAt,
                    CapacityResource.changes(before, pair.after()));
        }
    }
}
