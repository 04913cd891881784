package myidc.storage.port;

import java.util.ArrayList;
import java.util.List;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Output;

/**
 * The few commands that are run, each as a list of arguments that no shell reads. None of them changes anything, and none
 * prints a secret: {@code sdfscli --dse-info} prints the keys of the store and is never run.
 */
public final class ToolCalls {
    /** Images that are looked at one by one. */
    private static final int IMAGES_MAX = 200;

    private static final String LVS_COLUMNS =
            "lv_name,vg_name,lv_attr,lv_size,pool_lv,origin,data_percent,metadata_percent,lv_metadata_size,thin_id";

    private ToolCalls() {}

    /** What is run first for a pool. */
    public static List<Call> of(PoolKind kind, String target) {
        return switch (kind) {
            case VDO ->
                List.of(
                        call(Tool.VDOSTATS, "vdostats", "--verbose"),
                        call(Tool.DMSETUP_STATUS, "dmsetup", "status"),
                        lvs(target));
            case LVM_THIN -> List.of(lvs(target), call(Tool.DMSETUP_STATUS, "dmsetup", "status"));
            case ZFS ->
                List.of(
                        call(
                                Tool.ZPOOL_LIST,
                                "zpool",
                                "list",
                                "-Hp",
                                "-o",
                                "name,size,alloc,free,cap,dedup,health",
                                target),
                        call(
                                Tool.ZFS_LIST,
                                "zfs",
                                "list",
                                "-Hp",
                                "-r",
                                "-t",
                                "filesystem,volume",
                                "-o",
                                "name,type,used,logicalused,volsize,origin",
                                target));
            case SDFS -> List.of(call(Tool.SDFSCLI_VOLUME_INFO, "sdfscli", "--volume-info"), df(target));
            case CEPH -> ceph(target);
            case FILES ->
                List.of(
                        df(target),
                        call(
                                Tool.FIND,
                                "find",
                                target,
                                "-xdev",
                                "-maxdepth",
                                "2",
                                "-type",
                                "f",
                                "-printf",
                                "%D:%i %s %b %p\\n"));
        };
    }

    /** What is run for each image that the first commands found. */
    public static List<Call> next(PoolKind kind, List<Output> first) {
        List<Call> calls = new ArrayList<>();
        if (kind != PoolKind.FILES) {
            return calls;
        }
        for (String path : ImagePaths.in(first, IMAGES_MAX)) {
            if (path.endsWith(".qcow2")) {
                calls.add(optional(Tool.QEMU_IMG_INFO, "qemu-img", "info", "-U", "--output=json", "--", path));
            }
            calls.add(optional(Tool.FILEFRAG, "filefrag", "-v", "--", path));
        }
        return calls;
    }

    private static List<Call> ceph(String target) {
        List<Call> calls = new ArrayList<>(List.of(
                call(Tool.CEPH_DF, "ceph", "df", "detail", "-f", "json"),
                call(Tool.CEPH_OSD_DF, "ceph", "osd", "df", "-f", "json")));
        if (!target.equals("*")) {
            calls.add(call(Tool.RBD_DU, "rbd", "du", "--format", "json", "-p", target));
        }
        return calls;
    }

    private static Call lvs(String target) {
        String group = target.substring(0, Math.max(0, target.indexOf('/')));
        return call(Tool.LVS, "lvs", "--reportformat", "json", "--units", "b", "-a", "-o", LVS_COLUMNS, group);
    }

    private static Call df(String target) {
        return call(Tool.DF, "df", "-B1", "--output=source,size,used,avail,itotal,iused,iavail,target", "--", target);
    }

    private static Call call(Tool tool, String... command) {
        return new Call(tool, List.of(command), false);
    }

    private static Call optional(Tool tool, String... command) {
        return new Call(tool, List.of(command), true);
    }

    /**
     * One command, and how its output is read.
     *
     * @param optional whether the pool is known without it, with less detail
     */
    public record Call(Tool tool, List<String> command, boolean optional) {}
}
