package myidc.storage.report;

import static myidc.storage.event.Tool.CEPH_DF;
import static myidc.storage.event.Tool.CEPH_OSD_DF;
import static myidc.storage.event.Tool.DF;
import static myidc.storage.event.Tool.DMSETUP_STATUS;
import static myidc.storage.event.Tool.FILEFRAG;
import static myidc.storage.event.Tool.FIND;
import static myidc.storage.event.Tool.LVS;
import static myidc.storage.event.Tool.QEMU_IMG_INFO;
import static myidc.storage.event.Tool.QEMU_IMG_MAP;
import static myidc.storage.event.Tool.RBD_DU;
import static myidc.storage.event.Tool.SDFSCLI_VOLUME_INFO;
import static myidc.storage.event.Tool.THIN_LS;
import static myidc.storage.event.Tool.VDOSTATS;
import static myidc.storage.event.Tool.ZDB_DD;
import static myidc.storage.event.Tool.ZFS_LIST;
import static myidc.storage.event.Tool.ZPOOL_LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Output;
import myidc.storage.report.PoolOutputs.Reading;

/** What tools print of small pools of each kind. */
record Samples(PoolKind kind, String target, List<Output> outputs) {
    static final Samples VDO = new Samples(PoolKind.VDO, "rack-1/fast")
            .and(VDOSTATS, "vdostats.txt")
            .and(DMSETUP_STATUS, "vdo-dmsetup.txt")
            .and(LVS, "vdo-lvs.json");
    static final Samples THIN = new Samples(PoolKind.LVM_THIN, "vg/tp")
            .and(LVS, "thin-lvs.json")
            .and(DMSETUP_STATUS, "thin-dmsetup.txt")
            .and(THIN_LS, "thin-ls.txt");
    static final Samples ZFS = new Samples(PoolKind.ZFS, "tank")
            .and(ZPOOL_LIST, "zpool-list.txt")
            .and(ZFS_LIST, "zfs-list.txt")
            .and(ZDB_DD, "zdb-dd.txt");
    static final Samples SDFS = new Samples(PoolKind.SDFS, "/srv/sdfs chunks")
            .and(SDFSCLI_VOLUME_INFO, "sdfs-volume-info.txt")
            .and(DF, "sdfs-df.txt");
    static final Samples CEPH = new Samples(PoolKind.CEPH, "*")
            .and(CEPH_DF, "ceph-df.json")
            .and(CEPH_OSD_DF, "ceph-osd-df.json")
            .and(RBD_DU, "rbd-du.json");
    static final Samples FILES = new Samples(PoolKind.FILES, "/srv/images")
            .and(DF, "btrfs-df.txt")
            .and(FIND, "files-find.txt")
            .and(QEMU_IMG_INFO, "files-qemu-info.json")
            .and(QEMU_IMG_MAP, "files-qemu-map.json")
            .and(FILEFRAG, "files-filefrag-base.txt")
            .and(FILEFRAG, "files-filefrag-vm.txt");
    static final List<Samples> ALL = List.of(VDO, THIN, ZFS, SDFS, CEPH, FILES);

    private Samples(PoolKind kind, String target) {
        this(kind, target, List.of());
    }

    static String text(String file) {
        try {
            return Files.readString(Path.of("src/test/resources/storage").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading read() {
        return PoolOutputs.read(kind, target, outputs);
    }

    Samples of(String other) {
        return new Samples(kind, other, outputs);
    }

    Samples only(Tool... tools) {
        return new Samples(
                kind,
                target,
                outputs.stream()
                        .filter(output -> List.of(tools).contains(output.tool()))
                        .toList());
    }

    /** With one output's text altered; the text must be there, or nothing would be tested. */
    Samples altered(Tool tool, String from, String to) {
        List<Output> changed = new ArrayList<>();
        boolean found = false;
        for (Output output : outputs) {
            boolean here = output.tool() == tool && output.text().contains(from);
            found |= here;
            changed.add(here ? new Output(tool, output.text().replace(from, to)) : output);
        }
        if (!found) {
            throw new IllegalArgumentException("No output of " + tool + " has " + from);
        }
        return new Samples(kind, target, changed);
    }

    Samples with(int index, String text) {
        List<Output> changed = new ArrayList<>(outputs);
        changed.set(index, new Output(outputs.get(index).tool(), text));
        return new Samples(kind, target, changed);
    }

    private Samples and(Tool tool, String file) {
        List<Output> more = new ArrayList<>(outputs);
        more.add(new Output(tool, text(file)));
        return new Samples(kind, target, more);
    }
}
