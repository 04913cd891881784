package myidc.storage.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;

/** From what a pool's tools printed to what is known of the pool. */
public final class PoolOutputs {
    /** Volumes one report may tell of. */
    public static final int VOLUMES_MAX = 5_000;

    private static final Map<PoolKind, Set<Tool>> UNDERSTOOD = Map.of(
            PoolKind.VDO, Set.of(Tool.VDOSTATS, Tool.DMSETUP_STATUS, Tool.LVS),
            PoolKind.LVM_THIN, Set.of(Tool.LVS, Tool.DMSETUP_STATUS, Tool.THIN_LS),
            PoolKind.ZFS, Set.of(Tool.ZPOOL_LIST, Tool.ZFS_LIST, Tool.ZDB_DD),
            PoolKind.SDFS, Set.of(Tool.SDFSCLI_VOLUME_INFO, Tool.DF),
            PoolKind.CEPH, Set.of(Tool.CEPH_DF, Tool.CEPH_OSD_DF, Tool.RBD_DU),
            PoolKind.FILES, Set.of(Tool.DF, Tool.FIND, Tool.QEMU_IMG_INFO, Tool.QEMU_IMG_MAP, Tool.FILEFRAG));

    private PoolOutputs() {}

    public static boolean understands(PoolKind kind, Tool tool) {
        return UNDERSTOOD.getOrDefault(kind, Set.of()).contains(tool);
    }

    /**
     * Reads outputs that were taken together.
     *
     * @param target the pool's name among those the tools print, such as {@code vg/pool} or {@code tank}
     * @throws OddOutput when an output cannot be believed, or one that is needed is missing
     */
    public static Reading read(PoolKind kind, String target, List<Output> outputs) {
        Map<Tool, String> single = new EnumMap<>(Tool.class);
        for (Output output : outputs) {
            if (!understands(kind, output.tool())) {
                throw new OddOutput(output.tool(), 0, "", "a pool of kind " + kind + " has no such tool");
            }
            boolean manyAllowed = output.tool() == Tool.QEMU_IMG_INFO
                    || output.tool() == Tool.QEMU_IMG_MAP
                    || output.tool() == Tool.FILEFRAG;
            if (single.put(output.tool(), output.text()) != null && !manyAllowed) {
                throw new OddOutput(output.tool(), 0, "", "there are two outputs of it");
            }
        }
        Reading reading = switch (kind) {
            case VDO -> VdoPool.read(target, single);
            case LVM_THIN -> ThinPool.read(target, single);
            case ZFS -> ZfsPool.read(target, single);
            case SDFS -> SdfsPool.read(single);
            case CEPH -> CephPool.read(target, single);
            case FILES -> FilesPool.read(single, outputs);
        };
        if (reading.volumes().size() > VOLUMES_MAX) {
            throw new OddOutput(
                    outputs.getFirst().tool(), 0, "", "there are more than " + VOLUMES_MAX + " volumes in the pool");
        }
        return reading;
    }

    static String needed(Map<Tool, String> outputs, Tool tool) {
        String text = outputs.get(tool);
        if (text == null) {
            throw new OddOutput(tool, 0, "", "its output is needed and missing");
        }
        return text;
    }

    /** What a tool printed. */
    public record Output(Tool tool, String text) {}

    /** What is known of a pool. */
    public record Reading(PoolFigures figures, List<VolumeFigures> volumes) {
        public Reading {
            volumes = List.copyOf(volumes);
        }
    }
}
