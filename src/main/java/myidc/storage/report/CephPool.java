package myidc.storage.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.PoolOutputs.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A pool of Ceph, or the cluster as a whole where the target is {@code *}. Sizes on disks count every replica. Writes stop
 * when one OSD is .95 full, so that the fullest OSD decides where it is known ({@code mon_osd_full_ratio} of Ceph's
 * configuration reference).
 */
final class CephPool {
    static final String WHOLE_CLUSTER = "*";
    private static final BigDecimal FULL = new BigDecimal("0.95");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private CephPool() {}

    static Reading read(String target, Map<Tool, String> outputs) {
        JsonOutput df = JsonOutput.read(Tool.CEPH_DF, PoolOutputs.needed(outputs, Tool.CEPH_DF));
        String osds = outputs.get(Tool.CEPH_OSD_DF);
        BigDecimal fullest = osds == null ? null : fullest(osds);
        String images = outputs.get(Tool.RBD_DU);
        List<VolumeFigures> volumes = images == null ? List.of() : images(images);
        return target.equals(WHOLE_CLUSTER) ? cluster(df, fullest, volumes) : pool(df, target, volumes);
    }

    private static Reading cluster(JsonOutput df, @Nullable BigDecimal fullest, List<VolumeFigures> volumes) {
        JsonOutput stats = df.at("stats");
        long total = stats.whole("total_bytes");
        long used = stats.whole("total_used_raw_bytes");
        if (total == 0 || used > total || stats.whole("total_avail_bytes") > total) {
            throw stats.odd("more is used or available than there is");
        }
        BigDecimal stop = FULL.multiply(BigDecimal.valueOf(total));
        if (fullest != null && fullest.signum() > 0) {
            BigDecimal atFullest = BigDecimal.valueOf(used)
                    .multiply(FULL)
                    .multiply(HUNDRED)
                    .divide(fullest, 0, java.math.RoundingMode.DOWN);
            stop = stop.min(atFullest);
        }
        long logical = 0;
        long taken = 0;
        for (JsonOutput pool : df.at("pools").items()) {
            logical = sum(pool, logical, pool.at("stats").whole("stored"));
            taken = sum(pool, taken, pool.at("stats").whole("bytes_used"));
        }
        Stored stored = Stored.plain(total, Math.min(total, stop.longValue()), used)
                .withOverhead(taken <= used ? Long.valueOf(used - taken) : null);
        Written written = new Written(VdoPool.promised(volumes), logical, null, null);
        return new Reading(new PoolFigures(stored, written, null, null, null), volumes);
    }

    private static Reading pool(JsonOutput df, String target, List<VolumeFigures> volumes) {
        for (JsonOutput pool : df.at("pools").items()) {
            if (!pool.text("name").equals(target)) {
                continue;
            }
            JsonOutput stats = pool.at("stats");
            long logical = stats.whole("stored");
            long used = stats.whole("bytes_used");
            BigDecimal share = stats.decimal("percent_used");
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw stats.at("percent_used").odd("this is no fraction of one");
            }
            if (logical == 0) {
                throw stats.at("stored")
                        .odd("nothing is stored, so that the copies and with them the room are unknown");
            }
            long room = room(stats, logical, used);
            Written written = new Written(VdoPool.promised(volumes), logical, null, compression(stats));
            return new Reading(new PoolFigures(Stored.plain(room, room, used), written, null, null, null), volumes);
        }
        throw new OddOutput(Tool.CEPH_DF, 0, "", "there is no pool " + target);
    }

    /** The room a pool has on disks: max_avail counts what users may still write and ends where an OSD is full. */
    private static long room(JsonOutput stats, long logical, long used) {
        BigDecimal copies = BigDecimal.valueOf(used).divide(BigDecimal.valueOf(logical), 6, java.math.RoundingMode.UP);
        BigDecimal room =
                BigDecimal.valueOf(stats.whole("max_avail")).multiply(copies).add(BigDecimal.valueOf(used));
        if (room.signum() == 0 || room.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw stats.at("max_avail").odd("the pool's room is none, or beyond what can be");
        }
        return room.longValue();
    }

    /** Of {@code ceph df detail} only: what was compressed, to what it takes; the rest was not compressed. */
    private static @Nullable BigDecimal compression(JsonOutput stats) {
        if (!stats.has("compress_under_bytes") || !stats.has("compress_bytes_used")) {
            return null;
        }
        long before = stats.whole("compress_under_bytes");
        long after = stats.whole("compress_bytes_used");
        return before == 0 ? null : Ratios.of(before, after);
    }

    private static BigDecimal fullest(String output) {
        BigDecimal most = BigDecimal.ZERO;
        for (JsonOutput osd :
                JsonOutput.read(Tool.CEPH_OSD_DF, output).at("nodes").items()) {
            BigDecimal used = osd.decimal("utilization");
            if (used.signum() < 0 || used.compareTo(HUNDRED) > 0) {
                throw osd.at("utilization").odd("this is no share of a hundred");
            }
            most = most.max(used);
        }
        return most;
    }

    /** Images with all they and their snapshots use. */
    private static List<VolumeFigures> images(String output) {
        Map<String, Image> images = new LinkedHashMap<>();
        for (JsonOutput row : JsonOutput.read(Tool.RBD_DU, output).at("images").items()) {
            long promised = row.whole("provisioned_size");
            long used = row.whole("used_size");
            if (used > promised) {
                throw row.at("used_size").odd("more is used than the image has");
            }
            Image before = images.getOrDefault(row.text("name"), new Image(0, 0));
            images.put(
                    row.text("name"),
                    new Image(row.has("snapshot") ? before.promised() : promised, sum(row, before.used(), used)));
        }
        List<VolumeFigures> volumes = new ArrayList<>();
        images.forEach(
                (name, image) -> volumes.add(new VolumeFigures(name, null, image.promised(), image.used(), null)));
        return volumes;
    }

    private static long sum(JsonOutput at, long one, long other) {
        if (one > Long.MAX_VALUE - other) {
            throw at.odd("the sum is beyond what can be");
        }
        return one + other;
    }

    private record Image(long promised, long used) {}
}
