package myidc.storage.report;

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
 * A VDO pool under LVM. Overhead is taken whether or not anything is written, so that an empty pool is far from free; the
 * saving that the tools print leaves it out.
 */
final class VdoPool {
    private static final Set<String> MODES = Set.of("normal", "recovering", "read-only");

    private VdoPool() {}

    static Reading read(String target, Map<Tool, String> outputs) {
        GroupVolume name = GroupVolume.of(target, Tool.VDOSTATS);
        String device = DmStatus.deviceName(name.group(), name.volume(), "vpool");
        List<VdoStats> all = VdoStats.read(PoolOutputs.needed(outputs, Tool.VDOSTATS));
        VdoStats stats = all.stream()
                .filter(one -> one.device().equals(device))
                .findFirst()
                .orElseThrow(() -> new OddOutput(Tool.VDOSTATS, 0, "", "there is no device " + device));
        stats.checkVersion();
        long block = stats.whole("block size");
        if (block != 4_096) {
            throw stats.line("block size").odd("blocks of VDO have 4096 bytes");
        }
        long data = bytes(stats, "data blocks used", block);
        long overhead = bytes(stats, "overhead blocks used", block);
        long logical = bytes(stats, "logical blocks used", block);
        long capacity = bytes(stats, "physical blocks", block);
        Line line = stats.line("data blocks used");
        long used = line.plus(data, overhead);
        if (used > capacity) {
            throw line.odd("data and overhead are more than the physical blocks");
        }
        String mode = stats.value("operating mode");
        if (!MODES.contains(mode)) {
            throw stats.line("operating mode").odd("unknown operating mode " + mode);
        }
        Stored stored =
                Stored.plain(capacity, capacity, used).withOverhead(overhead).withMemory(memory(stats));
        @Nullable Long unreduced = beforeCompression(stats, data, logical, block);
        List<VolumeFigures> volumes = volumes(name, outputs.get(Tool.LVS));
        Written written =
                new Written(promised(volumes), logical, Ratios.of(logical, unreduced), Ratios.of(unreduced, data));
        return new Reading(new PoolFigures(stored, written, null, null, health(device, mode, outputs, used)), volumes);
    }

    private static long bytes(VdoStats stats, String name, long block) {
        return stats.line(name).times(stats.whole(name), block);
    }

    private static @Nullable Long memory(VdoStats stats) {
        return stats.optional("KVDO module bytes used");
    }

    /**
     * What would be stored without compression. Counters run since the device was started, so that two ways to it are
     * believed only where they agree within a hundredth: compressed blocks taken back for their fragments, and logical
     * blocks less the duplicates that were found.
     */
    private static @Nullable Long beforeCompression(VdoStats stats, long data, long logical, long block) {
        Long fragments = stats.optional("compressed fragments written");
        Long blocks = stats.optional("compressed blocks written");
        Long advised = stats.optional("dedupe advice valid");
        Long concurrent = stats.optional("concurrent data matches");
        if (fragments == null || blocks == null || advised == null || concurrent == null) {
            return null;
        }
        double byFragments = (double) data / block - blocks + fragments;
        double byDuplicates = (double) logical / block - advised - concurrent;
        boolean agree = Math.abs(byFragments - byDuplicates) <= 0.01 * Math.max(byFragments, byDuplicates);
        boolean possible = byFragments * block >= data && byFragments * block <= logical;
        return agree && possible ? Long.valueOf(Math.round(byFragments) * block) : null;
    }

    private static String health(String device, String mode, Map<Tool, String> outputs, long used) {
        String status = outputs.get(Tool.DMSETUP_STATUS);
        if (status == null) {
            return mode;
        }
        DmStatus.Device found = DmStatus.read(status).stream()
                .filter(one -> one.type().equals("vdo") && one.name().equals(device))
                .findFirst()
                .orElseThrow(() -> new OddOutput(Tool.DMSETUP_STATUS, 0, "", "there is no device " + device));
        long apart = Math.abs(found.use().used() - used);
        if (apart > found.use().total() / 10) {
            throw found.line().odd("used blocks differ from those of vdostats by more than a tenth of the pool");
        }
        return found.health();
    }

    private static List<VolumeFigures> volumes(GroupVolume pool, @Nullable String output) {
        List<VolumeFigures> volumes = new ArrayList<>();
        if (output == null) {
            return volumes;
        }
        for (Lvs.Volume row : Lvs.read(output)) {
            boolean ours = pool.volume().equals(row.pool())
                    && (row.group().isEmpty() || row.group().equals(pool.group()));
            if (ours) {
                // A VDO volume's percentage is of what the pool stores, overhead included, not of what it wrote.
                volumes.add(new VolumeFigures(row.name(), row.origin(), row.bytes(), null, null));
            }
        }
        return volumes;
    }

    /** The sum of what volumes may grow to; null when there is none or one is unknown. */
    static @Nullable Long promised(List<VolumeFigures> volumes) {
        long sum = 0;
        for (VolumeFigures volume : volumes) {
            Long bytes = volume.provisionedBytes();
            if (bytes == null || sum > Long.MAX_VALUE - bytes) {
                return null;
            }
            sum += bytes;
        }
        return volumes.isEmpty() ? null : sum;
    }
}
