package myidc.storage.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Disks under a pool, for its operations a second.
 *
 * @param readSharePercent of the operations of its guests, 0 to 100
 */
public record DiskLayout(List<Group> groups, int readSharePercent) {
    /**
     * Like disks that stand together.
     *
     * @param protection RAID0, RAID1, RAID10, RAID5, RAID6 or CEPH
     * @param replicas of Ceph; null for others
     * @param iopsPerDisk as measured or as its maker says; null when it follows from seek and turns
     * @param seekMillis of a spinning disk; null for others
     * @param turnsPerMinute of a spinning disk; null for others
     */
    public record Group(
            int disks,
            String protection,
            @Nullable Integer replicas,
            @Nullable Integer iopsPerDisk,
            @Nullable BigDecimal seekMillis,
            @Nullable Integer turnsPerMinute) {}
}
