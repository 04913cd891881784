package myidc.storage.iops;

import org.jspecify.annotations.Nullable;

/** Operations a second that disks give to guests, random and small (4 to 8 KiB). */
public final class IopsCapacity {
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double MILLIS_PER_SECOND = 1_000;
    /** Share that a Ceph of Mirantis' reference kept of its disks. */
    private static final double MIRANTIS_KEPT = 0.88;
    /** Share that BlueStore is counted with. */
    private static final double BLUESTORE_KEPT = 0.7;

    private IopsCapacity() {}

    /** A spinning disk: a seek and half a turn for each operation. */
    public static double ofDisk(double seekMillis, double turnsPerMinute) {
        return MILLIS_PER_SECOND / (seekMillis + MILLIS_PER_MINUTE / turnsPerMinute / 2);
    }

    /**
     * A RAID group: raw / (reads + penalty x writes) is what a host sees; raw x (reads + writes / penalty) only blends the
     * two ends.
     *
     * @param readShare of the operations, 0 to 1
     */
    public static Raid ofRaid(int disks, double iopsPerDisk, Level level, double readShare) {
        double raw = disks * iopsPerDisk;
        double writeShare = 1 - readShare;
        return new Raid(
                raw,
                raw / (readShare + level.penalty() * writeShare),
                raw * (readShare + writeShare / level.penalty()));
    }

    /** Ceph by Mirantis' formula (disks x IOPS x 0.88 / replicas), and by reads and writes of BlueStore apart. */
    public static Ceph ofCeph(int disks, double iopsPerDisk, int replicas) {
        double raw = disks * iopsPerDisk;
        return new Ceph(raw, raw * MIRANTIS_KEPT / replicas, raw * BLUESTORE_KEPT, raw * BLUESTORE_KEPT / replicas);
    }

    /** How disks stand together. */
    public enum Level {
        RAID0(1),
        RAID1(2),
        RAID10(2),
        RAID5(4),
        RAID6(6);

        private final int penalty;

        Level(int penalty) {
            this.penalty = penalty;
        }

        /** Operations on disks for one small write. */
        public int penalty() {
            return penalty;
        }

        /** The level of that name; null for none. */
        public static @Nullable Level named(String name) {
            for (Level level : values()) {
                if (level.name().equals(name)) {
                    return level;
                }
            }
            return null;
        }
    }

    /** In operations a second. */
    public record Raid(double raw, double hostVisible, double blended) {}

    /** In operations a second. */
    public record Ceph(double raw, double mirantis, double blueStoreRead, double blueStoreWrite) {}
}
