package myidc.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * Storage pools of which agents post what their tools print, every six hours and for the days before. The figures are
 * made up and follow the number of guests: each brings an image that its neighbours have too, and some data of its own.
 */
final class ExamplePools {
    private static final List<String> KINDS = List.of("VDO", "ZFS", "LVM_THIN", "CEPH", "SDFS", "FILES");
    private static final Duration EVERY = Duration.ofHours(6);
    private static final long GB = 1L << 30;
    private static final long CAPACITY_BYTES = 64L * 1024 * GB;
    private static final long LOGICAL_GB_AT_FIRST = 20_000;
    private static final long LOGICAL_GB_PER_GUEST = 18;
    private static final int DAYS_BEFORE = 60;
    private static final int STEP_DAY = 35;
    private static final int WEEK = 7;

    private final PortalClient portal;
    private final String operator;
    private final RandomGenerator random = new SplittableRandom(Demand.SEED);
    private final List<Pool> pools = new ArrayList<>();
    private long arrivedBefore;
    private long writtenGb;
    private @Nullable Instant reported;
    private @Nullable ExampleSharing sharing;

    ExamplePools(PortalClient portal, String operator) {
        this.portal = portal;
        this.operator = operator;
    }

    /** A pool of each kind for each site. */
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
                ObjectNode offer = portal.object().put("wholeSite", true);
                offer.putArray("hostIds");
                portal.put("/admin/v1/pools/" + id + "/offer", operator, offer);
                portal.put(
                        "/admin/v1/pools/" + id + "/collection",
                        operator,
                        portal.object().put("via", "AGENT").put("target", ExampleOutputs.target(kind)));
                if (!"FILES".equals(kind) && !"SDFS".equals(kind)) {
                    describe(id, kind);
                }
                pools.add(new Pool(id, kind, 1.4 + pools.size() * 0.15));
            }
        }
    }

    /** From now on volumes of these tenants are measured in the first pool. */
    void measure(List<ExampleTenant> tenants) {
        sharing = new ExampleSharing(portal, operator, pools.getFirst().id(), tenants);
    }

    /** Half of the pools say what they stand on. */
    private void describe(long id, String kind) {
        ObjectNode body = portal.object().put("readSharePercent", 70);
        ObjectNode group = body.putArray("groups").addObject().put("disks", 24);
        if ("CEPH".equals(kind)) {
            group.put("protection", "CEPH").put("replicas", 3).put("iopsPerDisk", 20_000);
        } else {
            group.put("protection", "RAID6").put("seekMillis", 3).put("turnsPerMinute", 10_000);
        }
        portal.put("/admin/v1/pools/" + id + "/disks", operator, body);
    }

    /** What was there before the first guest: growth, quieter weekends, and one day on which much was copied. */
    private void tellPast(Instant now) {
        for (int day = DAYS_BEFORE; day > 0; day--) {
            int since = DAYS_BEFORE - day;
            double week = since % WEEK < 5 ? 1.0 : 0.985;
            double step = since >= STEP_DAY ? 1.0 : 0.94;
            double logicalGb = LOGICAL_GB_AT_FIRST * week * step * (0.75 + 0.25 * since / DAYS_BEFORE);
            for (Pool pool : pools) {
                post(pool, now.minus(Duration.ofDays(day)), logicalGb);
            }
        }
    }

    /** Reports when it is time again. */
    void tell(Instant now, Progress.Counts counts) {
        ExampleSharing measured = sharing;
        if (measured != null) {
            measured.tell(now);
        }
        Instant last = reported;
        if (last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        if (last == null) {
            tellPast(now);
        }
        reported = now;
        writtenGb += (counts.arrived() - arrivedBefore) / 4;
        arrivedBefore = counts.arrived();
        for (Pool pool : pools) {
            double share = (0.9 + 0.2 * random.nextDouble()) / pools.size();
            post(pool, now, LOGICAL_GB_AT_FIRST + share * (counts.there() * LOGICAL_GB_PER_GUEST + writtenGb));
        }
    }

    private void post(Pool pool, Instant at, double logicalGb) {
        double dedup = pool.dedup() * (0.98 + 0.04 * random.nextDouble());
        ExampleOutputs outputs = new ExampleOutputs(CAPACITY_BYTES, (long) (logicalGb * GB), dedup);
        ObjectNode body = portal.object().put("at", at.toString());
        ArrayNode list = body.putArray("outputs");
        outputs.of(pool.kind())
                .forEach((tool, text) -> list.addObject().put("tool", tool).put("text", text));
        portal.post("/admin/v1/pools/" + pool.id() + "/outputs", operator, body);
    }

    private record Pool(long id, String kind, double dedup) {}
}
