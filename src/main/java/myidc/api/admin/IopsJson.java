package myidc.api.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.storage.event.DiskLayout;
import myidc.storage.iops.IopsCapacity;
import myidc.storage.iops.IopsCapacity.Level;
import myidc.storage.read.PoolOperations.Used;
import org.jspecify.annotations.Nullable;

/**
 * Operations a second a pool's disks give, by each formula in use, against what was promised and is used.
 *
 * @param disks each group with its figures; empty where nobody described the disks
 * @param promised the sum of what guests' plans promise
 * @param used what guests use; null where no host counted it twice within the day before
 * @param usage the same in parts
 */
public record IopsJson(
        int readSharePercent,
        List<GroupJson> disks,
        long promised,
        @Nullable Long used,
        @Nullable UsageJson usage) {
    private static final double HUNDRED = 100.0;

    static IopsJson of(@Nullable DiskLayout layout, long promised, @Nullable Used used) {
        List<GroupJson> groups = new ArrayList<>();
        int reads = layout == null ? 0 : layout.readSharePercent();
        if (layout != null) {
            layout.groups().forEach(group -> groups.add(GroupJson.of(group, reads / HUNDRED)));
        }
        return new IopsJson(
                reads, groups, promised, used == null ? null : used.all(), used == null ? null : UsageJson.of(used));
    }

    /**
     * What guests use, on average between two counts of each of their hosts.
     *
     * @param reads a second
     * @param writes a second
     */
    public record UsageJson(long reads, long writes, long hosts, Instant from, Instant until) {
        static UsageJson of(Used used) {
            return new UsageJson(used.reads(), used.writes(), used.hosts(), used.from(), used.until());
        }
    }

    /** A formula by its name, and what it gives. */
    public record FormulaJson(String formula, long iops) {}

    /**
     * Like disks that stand together.
     *
     * @param iopsPerDisk as told, or by seek and turns
     */
    public record GroupJson(
            int disks, String protection, @Nullable Integer replicas, double iopsPerDisk, List<FormulaJson> formulas) {
        static GroupJson of(DiskLayout.Group group, double reads) {
            Integer told = group.iopsPerDisk();
            double each = told != null
                    ? told
                    : IopsCapacity.ofDisk(
                            Objects.requireNonNull(group.seekMillis()).doubleValue(),
                            Objects.requireNonNull(group.turnsPerMinute()));
            return new GroupJson(
                    group.disks(), group.protection(), group.replicas(), each, formulas(group, each, reads));
        }

        private static List<FormulaJson> formulas(DiskLayout.Group group, double each, double reads) {
            Level level = Level.named(group.protection());
            if (level == null) {
                int replicas = Objects.requireNonNull(group.replicas());
                IopsCapacity.Ceph ceph = IopsCapacity.ofCeph(group.disks(), each, replicas);
                return List.of(
                        new FormulaJson("RAW", Math.round(ceph.raw())),
                        new FormulaJson("MIRANTIS", Math.round(ceph.mirantis())),
                        new FormulaJson("BLUESTORE_READ", Math.round(ceph.blueStoreRead())),
                        new FormulaJson("BLUESTORE_WRITE", Math.round(ceph.blueStoreWrite())));
            }
            IopsCapacity.Raid raid = IopsCapacity.ofRaid(group.disks(), each, level, reads);
            return List.of(
                    new FormulaJson("RAW", Math.round(raid.raw())),
                    new FormulaJson("HOST_VISIBLE", Math.round(raid.hostVisible())),
                    new FormulaJson("BLENDED", Math.round(raid.blended())));
        }
    }
}
