package myidc.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Storage pools that report every six hours, as their agents would. The figures are made up and follow the number of
 * guests: each brings an image that its neighbours have too, and some data of its own.
 */
final class ExamplePools {
    private static final List<String> KINDS = List.of("VDO", "ZFS");
    private static final Duration EVERY = Duration.ofHours(6);
    private static final long GB = 1L << 30;
    private static final long CAPACITY_BYTES = 64L * 1024 * GB;
    private static final long LOGICAL_GB_AT_FIRST = 20_000;
    private static final long LOGICAL_GB_PER_GUEST = 18;
    private static final long INODES = 400_000_000;

    private final PortalClient portal;
    private final String operator;
    private final RandomGenerator random = new SplittableRandom(Demand.SEED);
    private final List<Pool> pools = new ArrayList<>();
    private long arrivedBefore;
    private long writtenGb;
    private @Nullable Instant reported;

    ExamplePools(PortalClient portal, String operator) {
        this.portal = portal;
        this.operator = operator;
    }

    /** Two pools for each site. */
    void register(List<Long> sites, List<String> regions) {
        for (int i = 0; i < sites.size(); i++) {
            for (String kind : KINDS) {
                ObjectNode body = portal.object()
                        .put("siteId", sites.get(i))
                        .put("name", regions.get(i) + "-" + kind.toLowerCase(Locale.ROOT))
                        .put("kind", kind);
                long id = portal.post("/admin/v1/pools", operator, body)
                        .path("id")
                        .asLong();
                portal.put(
                        "/admin/v1/pools/" + id + "/offer",
                        operator,
                        portal.object().put("wholeSite", true));
                pools.add(new Pool(id, kind, 2.0 + pools.size() * 0.35));
            }
        }
    }

    /** Reports when it is time again. */
    void tell(Instant now, Progress.Counts counts) {
        Instant last = reported;
        if (last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        reported = now;
        writtenGb += (counts.arrived() - arrivedBefore) / 4;
        arrivedBefore = counts.arrived();
        for (Pool pool : pools) {
            portal.post("/admin/v1/pools/" + pool.id() + "/reports", operator, figures(pool, now, counts.there()));
        }
    }

    private ObjectNode figures(Pool pool, Instant now, long guests) {
        double share = (0.9 + 0.2 * random.nextDouble()) / pools.size();
        double logicalGb = LOGICAL_GB_AT_FIRST + share * (guests * LOGICAL_GB_PER_GUEST + writtenGb);
        double ratio = pool.ratio() * (0.97 + 0.06 * random.nextDouble());
        long logical = (long) (logicalGb * GB);
        ObjectNode body = portal.object()
                .put("at", now.toString())
                .put("logicalBytes", logical)
                .put("physicalBytes", Math.min(CAPACITY_BYTES, (long) (logical / ratio)))
                .put("capacityBytes", CAPACITY_BYTES);
        return pool.kind().equals("ZFS")
                ? body.put("inodesTotal", INODES).put("inodesUsed", (long) (logicalGb * 2_500))
                : body;
    }

    private record Pool(long id, String kind, double ratio) {}
}
