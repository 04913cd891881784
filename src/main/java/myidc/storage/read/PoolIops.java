package myidc.storage.read;

import java.util.Objects;
import myidc.storage.event.DiskLayout;
import myidc.storage.iops.IopsCapacity;
import myidc.storage.iops.IopsCapacity.Level;
import org.jspecify.annotations.Nullable;

/** What operations a second a pool's disks give to guests that start: the formula that takes writes into account. */
public final class PoolIops {
    private static final double HUNDRED = 100.0;

    private PoolIops() {}

    /** Null where nobody described the disks. */
    public static @Nullable Long of(PoolView pool) {
        DiskLayout layout = pool.diskLayout();
        if (layout == null || layout.groups().isEmpty()) {
            return null;
        }
        double reads = layout.readSharePercent() / HUNDRED;
        return Math.round(
                layout.groups().stream().mapToDouble(group -> of(group, reads)).sum());
    }

    private static double of(DiskLayout.Group group, double reads) {
        Integer told = group.iopsPerDisk();
        double each = told != null
                ? told
                : IopsCapacity.ofDisk(
                        Objects.requireNonNull(group.seekMillis()).doubleValue(),
                        Objects.requireNonNull(group.turnsPerMinute()));
        Level level = Level.named(group.protection());
        return level == null
                ? IopsCapacity.ofCeph(group.disks(), each, Objects.requireNonNull(group.replicas()))
                        .blueStoreWrite()
                : IopsCapacity.ofRaid(group.disks(), each, level, reads).blended();
    }
}
