package myidc.storage.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.PoolOutputs.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A pool of ZFS. Sizes of {@code zpool list} are of the disks, parity included, and after deduplication; those of
 * {@code zfs list} are before it.
 */
final class ZfsPool {
    private static final Set<String> HEALTH =
            Set.of("ONLINE", "DEGRADED", "FAULTED", "OFFLINE", "UNAVAIL", "REMOVED", "SUSPENDED");

    private ZfsPool() {}

    static Reading read(String target, Map<Tool, String> outputs) {
        Zpool pool = zpool(target, PoolOutputs.needed(outputs, Tool.ZPOOL_LIST));
        Stored stored = Stored.plain(pool.size(), pool.size(), pool.allocated());
        String table = outputs.get(Tool.ZDB_DD);
        if (table != null) {
            stored = ZdbTable.read(table).within(stored);
        }
        String list = outputs.get(Tool.ZFS_LIST);
        if (list == null) {
            Written written = new Written(null, null, pool.dedup(), null);
            return new Reading(new PoolFigures(stored, written, null, null, pool.health()), List.of());
        }
        Datasets datasets = datasets(target, list);
        Written written = new Written(
                VdoPool.promised(datasets.volumes()),
                datasets.logicalUsed(),
                pool.dedup(),
                Ratios.of(datasets.logicalUsed(), datasets.used()));
        return new Reading(new PoolFigures(stored, written, null, null, pool.health()), datasets.volumes());
    }

    private static Zpool zpool(String target, String output) {
        for (Line line : Line.of(Tool.ZPOOL_LIST, output)) {
            String[] fields = line.text().split("\t", -1);
            if (fields.length != 7) {
                throw line.odd(
                        "there are " + fields.length + " fields, not name, size, alloc, free, cap, dedup, health");
            }
            if (!fields[0].equals(target)) {
                continue;
            }
            long size = line.whole(fields[1], "size");
            long allocated = line.whole(fields[2], "alloc");
            if (line.plus(allocated, line.whole(fields[3], "free")) != size) {
                throw line.odd("alloc and free do not add up to size");
            }
            if (line.whole(fields[4].replace("%", ""), "cap") > 100) {
                throw line.odd("cap is no share of a hundred");
            }
            BigDecimal dedup = line.decimal(fields[5].replaceFirst("x$", ""), "dedup");
            if (dedup.compareTo(BigDecimal.ONE) < 0) {
                throw line.odd("dedup is less than one");
            }
            if (!HEALTH.contains(fields[6])) {
                throw line.odd("unknown health " + fields[6]);
            }
            if (size == 0) {
                throw line.odd("the pool has no size");
            }
            return new Zpool(size, allocated, dedup, fields[6]);
        }
        throw new OddOutput(Tool.ZPOOL_LIST, 0, "", "there is no pool " + target);
    }

    private static Datasets datasets(String target, String output) {
        @Nullable Long used = null;
        @Nullable Long logical = null;
        List<VolumeFigures> volumes = new ArrayList<>();
        for (Line line : Line.of(Tool.ZFS_LIST, output)) {
            String[] fields = line.text().split("\t", -1);
            if (fields.length != 6) {
                throw line.odd(
                        "there are " + fields.length + " fields, not name, type, used, logicalused, volsize, origin");
            }
            if (!fields[0].equals(target) && !fields[0].startsWith(target + "/")) {
                continue;
            }
            long usedHere = line.whole(fields[2], "used");
            long logicalHere = line.whole(fields[3], "logicalused");
            switch (fields[1]) {
                case "filesystem" -> {}
                case "volume" ->
                    volumes.add(new VolumeFigures(
                            fields[0].substring(fields[0].indexOf('/') + 1),
                            fields[5].equals("-") ? null : fields[5],
                            line.whole(fields[4], "volsize"),
                            logicalHere,
                            null));
                default -> throw line.odd("unknown type " + fields[1]);
            }
            if (fields[0].equals(target)) {
                used = usedHere;
                logical = logicalHere;
            }
        }
        if (used == null || logical == null) {
            throw new OddOutput(Tool.ZFS_LIST, 0, "", "there is no dataset " + target);
        }
        return new Datasets(used, logical, volumes);
    }

    private record Zpool(long size, long allocated, BigDecimal dedup, String health) {}

    private record Datasets(long used, long logicalUsed, List<VolumeFigures> volumes) {}
}
