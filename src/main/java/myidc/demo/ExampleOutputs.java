package myidc.demo;

import java.util.Locale;
import java.util.Map;

/**
 * What tools would print of a made-up pool.
 *
 * @param capacityBytes of its disks; of Ceph the third of it, since everything lies there three times
 * @param dedup logical to deduplicated
 */
record ExampleOutputs(long capacityBytes, long logicalBytes, double dedup) {
    private static final double COMPRESSION = 1.3;
    private static final int BLOCK_BYTES = 4_096;
    private static final int REPLICAS = 3;
    private static final int IMAGES = 24;

    static String target(String kind) {
        return switch (kind) {
            case "VDO", "LVM_THIN" -> "vg/pool";
            case "ZFS" -> "tank";
            case "SDFS" -> "/srv/sdfs";
            case "FILES" -> "/srv/images";
            default -> "*";
        };
    }

    /** Texts by the names of their tools. */
    Map<String, String> of(String kind) {
        return switch (kind) {
            case "VDO" -> Map.of("VDOSTATS", vdostats());
            case "ZFS" -> Map.of("ZPOOL_LIST", zpool(), "ZFS_LIST", zfs());
            case "LVM_THIN" -> Map.of("LVS", lvs());
            case "SDFS" -> Map.of("SDFSCLI_VOLUME_INFO", sdfs(), "DF", df(unique() / COMPRESSION, "/srv/sdfs"));
            case "FILES" -> Map.of("DF", df(unique(), "/srv/images"), "FIND", find());
            default -> Map.of("CEPH_DF", ceph(), "CEPH_OSD_DF", osds());
        };
    }

    private double unique() {
        return logicalBytes / dedup;
    }

    /** Sizes as they are printed, rounded; the rate follows from them. */
    private String sdfs() {
        double gb = 1L << 30;
        return String.format(
                Locale.ROOT,
                """
                Files : 4204
                Volume Capacity : %d TB
                Volume Current Logical Size : %.2f GB
                Volume Max Percentage Full : 95.0%%
                Volume Duplicate Data Written : %.2f GB
                Unique Blocks Stored: %.2f GB
                Unique Blocks Stored after Compression : %.2f GB
                Cluster Block Copies : 2
                Volume Virtual Dedup Rate (Unique Blocks Stored/Current Size) : %.2f%%
                Volume Actual Storage Savings (Compressed Unique Blocks Stored/Current Size) : %.2f%%
                Compression Rate: %.2f%%
                """,
                (3 * capacityBytes) >> 40,
                logicalBytes / gb,
                (logicalBytes - unique()) / gb,
                unique() / gb,
                unique() / COMPRESSION / gb,
                100 * (1 - 1 / dedup),
                100 * (1 - 1 / dedup / COMPRESSION),
                100 * (1 - 1 / COMPRESSION));
    }

    /** A file system with some overhead, of which root keeps a twentieth. */
    private String df(double data, String mount) {
        long used = Math.min(capacityBytes * 9 / 10, (long) (data * 1.01));
        long inodes = 60_000_000;
        long inodesUsed = Math.min(inodes, logicalBytes >> 20);
        return "Filesystem 1B-blocks Used Avail Inodes IUsed IFree Mounted on%n/dev/sdb1 %d %d %d %d %d %d %s%n"
                .formatted(
                        capacityBytes,
                        used,
                        capacityBytes * 19 / 20 - used,
                        inodes,
                        inodesUsed,
                        inodes - inodesUsed,
                        mount);
    }

    /** A base image and clones that share it; each as large as the others. */
    private String find() {
        StringBuilder lines = new StringBuilder();
        for (int image = 0; image < IMAGES; image++) {
            String name = image == 0 ? "base.raw" : "clone-" + image + ".raw";
            long bytes = logicalBytes / IMAGES / 512 * 512;
            lines.append("2049:%d %d %d /srv/images/%s%n".formatted(11 + image, 2 * bytes, bytes / 512, name));
        }
        return lines.toString();
    }

    private String vdostats() {
        long logical = logicalBytes / BLOCK_BYTES;
        long unreduced = (long) (logical / dedup);
        long data = (long) (unreduced / COMPRESSION);
        long packed = unreduced - data;
        return """
                vg-pool-vpool :\s
                  version                               : 36
                  data blocks used                      : %d
                  overhead blocks used                  : %d
                  logical blocks used                   : %d
                  physical blocks                       : %d
                  logical blocks                        : %d
                  block size                            : 4096
                  operating mode                        : normal
                  compressed fragments written          : %d
                  compressed blocks written             : %d
                  dedupe advice valid                   : %d
                  concurrent data matches               : 0
                  KVDO module bytes used                : 4294967296
                """.formatted(
                        data,
                        capacityBytes / BLOCK_BYTES / 50,
                        logical,
                        capacityBytes / BLOCK_BYTES,
                        4 * capacityBytes / BLOCK_BYTES,
                        2 * packed,
                        packed,
                        logical - unreduced);
    }

    private String zpool() {
        long allocated = (long) (logicalBytes / dedup / COMPRESSION);
        return "tank\t%d\t%d\t%d\t%d\t%s\tONLINE%n"
                .formatted(
                        capacityBytes,
                        allocated,
                        capacityBytes - allocated,
                        100 * allocated / capacityBytes,
                        String.format(Locale.ROOT, "%.2f", dedup));
    }

    private String zfs() {
        return "tank\tfilesystem\t%d\t%d\t-\t-%n".formatted((long) (logicalBytes / COMPRESSION), logicalBytes);
    }

    private String lvs() {
        double percent = 100.0 * Math.min(capacityBytes, logicalBytes) / capacityBytes;
        return String.format(
                Locale.ROOT,
                "{\"report\":[{\"lv\":[{\"lv_name\":\"pool\",\"vg_name\":\"vg\",\"lv_attr\":\"twi-aotz--\","
                        + "\"lv_size\":\"%dB\",\"pool_lv\":\"\",\"origin\":\"\",\"data_percent\":\"%.2f\","
                        + "\"metadata_percent\":\"%.2f\",\"lv_metadata_size\":\"17179869184B\"}]}]}%n",
                capacityBytes,
                percent,
                percent * 0.8);
    }

    private String ceph() {
        long used = REPLICAS * logicalBytes;
        long total = REPLICAS * capacityBytes;
        return "{\"stats\":{\"total_bytes\":%d,\"total_avail_bytes\":%d,\"total_used_raw_bytes\":%d},"
                        .formatted(total, total - used - used / 50, used + used / 50)
                + "\"pools\":[{\"name\":\"rbd\",\"id\":1,\"stats\":{\"stored\":%d,\"objects\":%d,\"bytes_used\":%d,"
                        .formatted(logicalBytes, logicalBytes >> 22, used)
                + "\"percent_used\":%s,\"max_avail\":%d}}]}%n"
                        .formatted(
                                String.format(Locale.ROOT, "%.4f", (double) used / total), (total - used) / REPLICAS);
    }

    private String osds() {
        double used = 102.0 * logicalBytes / capacityBytes;
        return String.format(
                Locale.ROOT,
                "{\"nodes\":[{\"name\":\"osd.0\",\"utilization\":%.2f},{\"name\":\"osd.1\",\"utilization\":%.2f},"
                        + "{\"name\":\"osd.2\",\"utilization\":%.2f}],\"stray\":[]}%n",
                used,
                used * 1.06,
                used * 0.94);
    }
}
