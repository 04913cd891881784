package myidc.storage.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.DmStatus.Device;
import myidc.storage.report.Lvs.Volume;
import myidc.storage.report.PoolOutputs.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A thin pool of LVM. Blocks come from the kernel where its status is given, else from percentages with two decimals;
 * what volumes share is known from {@code thin_ls} only.
 */
final class ThinPool {
    private ThinPool() {}

    static Reading read(String target, Map<Tool, String> outputs) {
        GroupVolume name = GroupVolume.of(target, Tool.LVS);
        List<Volume> rows = Lvs.read(PoolOutputs.needed(outputs, Tool.LVS));
        Volume pool = rows.stream()
                .filter(row -> row.is(name.group(), name.volume()))
                .findFirst()
                .orElseThrow(() -> new OddOutput(Tool.LVS, 0, "", "there is no volume " + target));
        if (!pool.attributes().isEmpty() && !pool.attributes().startsWith("t")) {
            throw pool.row().odd("this is no thin pool: " + pool.attributes());
        }
        Device device = device(name, outputs.get(Tool.DMSETUP_STATUS));
        Stored stored = stored(pool, device);
        List<Volume> thin = rows.stream()
                .filter(row -> name.volume().equals(row.pool())
                        && (row.group().isEmpty() || row.group().equals(name.group())))
                .toList();
        String mapped = outputs.get(Tool.THIN_LS);
        ThinLs sharing = mapped == null ? null : ThinLs.read(mapped);
        if (sharing != null) {
            stored = sharing.within(stored);
        }
        List<VolumeFigures> volumes = volumes(thin, sharing);
        Written written = new Written(
                VdoPool.promised(volumes),
                sharing == null ? null : sharing.mapped(),
                sharing == null ? null : Ratios.of(sharing.mapped(), stored.usedBytes()),
                null);
        String health = device == null ? null : device.health();
        return new Reading(new PoolFigures(stored, written, null, metadata(rows, pool, device), health), volumes);
    }

    private static @Nullable Device device(GroupVolume name, @Nullable String output) {
        if (output == null) {
            return null;
        }
        String device = DmStatus.deviceName(name.group(), name.volume(), "tpool");
        return DmStatus.read(output).stream()
                .filter(one -> one.type().equals("thin-pool") && one.name().equals(device))
                .findFirst()
                .orElseThrow(() -> new OddOutput(Tool.DMSETUP_STATUS, 0, "", "there is no thin pool " + device));
    }

    private static Stored stored(Volume pool, @Nullable Device device) {
        if (device != null) {
            if (device.use().total() != pool.bytes()) {
                throw device.line().odd("the device's size is not the volume's, " + pool.bytes());
            }
            return Stored.plain(pool.bytes(), pool.bytes(), device.use().used());
        }
        BigDecimal percent = pool.dataPercent();
        if (percent == null) {
            throw pool.row().odd("the pool is not active: its data_percent is empty");
        }
        return Stored.plain(pool.bytes(), pool.bytes(), Ratios.percentOf(pool.bytes(), percent));
    }

    private static @Nullable Fill metadata(List<Volume> rows, Volume pool, @Nullable Device device) {
        if (device != null && device.metadata() != null) {
            return new Fill(device.metadata().total(), device.metadata().used());
        }
        BigDecimal percent = pool.metadataPercent();
        Long total = rows.stream()
                .filter(row -> row.name().equals(pool.name() + "_tmeta"))
                .map(Volume::bytes)
                .findFirst()
                .orElse(Lvs.bytes(pool.row(), "lv_metadata_size"));
        return percent == null || total == null || total == 0
                ? null
                : new Fill(total, Ratios.percentOf(total, percent));
    }

    private static List<VolumeFigures> volumes(List<Volume> thin, @Nullable ThinLs sharing) {
        Map<Long, ThinLs.Device> byId = new HashMap<>();
        if (sharing != null) {
            sharing.devices().forEach(device -> byId.put(device.id(), device));
        }
        List<VolumeFigures> volumes = new ArrayList<>();
        for (Volume row : thin) {
            String id = row.row().loose("thin_id");
            ThinLs.Device device = id == null || !id.matches("\\d{1,8}") ? null : byId.get(Long.valueOf(id));
            Long written = row.dataPercent() == null ? null : Ratios.percentOf(row.bytes(), row.dataPercent());
            volumes.add(new VolumeFigures(
                    row.name(),
                    row.origin(),
                    row.bytes(),
                    device == null ? written : Long.valueOf(device.mapped()),
                    device == null ? null : Long.valueOf(device.exclusive())));
        }
        return volumes;
    }
}
