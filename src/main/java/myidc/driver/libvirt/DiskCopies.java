package myidc.driver.libvirt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import myidc.compute.event.CopyKind;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.HostFiles.Base;
import myidc.driver.libvirt.HostFiles.Spec;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/**
 * Copies of disks on one host, whether a guest runs on them or not. A copy of disks that a guest runs on is taken of all
 * of them at one instant. A copy made before the host or the portal fell over is not taken for a whole one.
 */
final class DiskCopies {
    private static final Duration POLL = Duration.ofMillis(200);

    /** VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL: the files are there, as the pool knows them. */
    private static final int REUSE_FILES = 1;

    /** VIR_DOMAIN_JOB_STATS_COMPLETED. */
    private static final int OF_THE_LAST = 1;

    /** VIR_CONNECT_LIST_DOMAINS_ACTIVE. */
    private static final int ACTIVE = 1;

    /** VIR_DOMAIN_JOB_COMPLETED. */
    private static final int COMPLETED = 3;

    private final Connect host;
    private final HostKind kind;

    DiskCopies(Connect host) throws LibvirtException {
        this.host = host;
        this.kind = HostKind.of(host);
    }

    /** Makes copies that are not there, all of disks of one guest or of files that no guest runs on. */
    void make(List<DiskCopy> copies) throws LibvirtException {
        HostFiles files = new HostFiles(host);
        List<DiskCopy> missing =
                copies.stream().filter(copy -> !isThere(files, copy)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Domain running = running(missing);
        if (running != null && isBusy(running)) {
            throw RoomFailed.underWay(running.getName() + " is copied or moved already");
        }
        if (running != null && missing.stream().anyMatch(copy -> copy.kind() == CopyKind.LINKED)) {
            throw new RoomFailed(running.getName() + " runs: a linked copy is taken of a guest that is switched off");
        }
        for (DiskCopy copy : missing) {
            begin(files.pool(copy.pool()), copy);
        }
        if (running == null) {
            for (DiskCopy copy : missing) {
                copy(files.pool(copy.pool()), copy);
            }
        } else {
            push(running, files, missing);
        }
        for (DiskCopy copy : missing) {
            HostFiles.whole(files.pool(copy.pool()), copy.file());
        }
    }

    private static boolean isBusy(Domain domain) throws LibvirtException {
        if (GuestPower.hasLostCopy(domain)) {
            throw new RoomFailed("libvirt ended while it began a copy of " + domain.getName()
                    + " and cannot tell what became of it; copies work again once the guest was switched off and on");
        }
        return domain.getJobInfo().getType() != 0;
    }

    static boolean isThere(HostFiles files, DiskCopy copy) {
        try {
            return HostFiles.isWhole(files.pool(copy.pool()), copy.file());
        } catch (LibvirtException e) {
            throw new RoomFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** What an earlier try left is begun anew; one that still goes on cannot be deleted, which is tried again later. */
    private static void begin(StoragePool pool, DiskCopy copy) throws LibvirtException {
        HostFiles.begin(pool, copy.file());
        HostFiles.delete(pool, copy.file());
    }

    /**
     * A copy grows from the same image as its source, so that what both share is there once. libvirt makes every copy of its own
     * a full one, whatever it is told that it grows from, so that a linked one is the source's own file once more.
     */
    private void copy(StoragePool pool, DiskCopy copy) throws LibvirtException {
        StorageVol source = host.storageVolLookupByPath(copy.source());
        Base base = HostFiles.base(source);
        if (!kind.files()) {
            pool.storageVolCreateXML(spec(copy, source, base), 0);
        } else if (base == null || copy.kind() == CopyKind.FULL) {
            pool.storageVolCreateXMLFrom(spec(copy, source, null), source, 0);
        } else {
            String before = FileStream.writtenAt(source);
            FileStream.copy(host, source, host, pool.storageVolCreateXML(spec(copy, source, base), 0));
            if (!FileStream.writtenAt(source).equals(before)) {
                throw new RoomFailed(source.getName() + " was written to while it was copied");
            }
        }
    }

    private static String spec(DiskCopy copy, StorageVol source, @Nullable Base base) throws LibvirtException {
        return new Spec(copy.file(), HostFiles.QCOW2, capacity(source), base).xml();
    }

    private static long capacity(StorageVol source) throws LibvirtException {
        return source.getInfo().capacity;
    }

    private @Nullable Domain running(List<DiskCopy> copies) throws LibvirtException {
        if (!kind.files()) {
            return null;
        }
        for (Domain domain : host.listAllDomains(ACTIVE)) {
            Map<String, String> targets = GuestXml.targets(domain.getXMLDesc(0));
            if (copies.stream().anyMatch(copy -> targets.containsKey(copy.source()))) {
                return domain;
            }
        }
        return null;
    }

    private void push(Domain domain, HostFiles files, List<DiskCopy> copies) throws LibvirtException {
        Map<String, String> targets = GuestXml.targets(domain.getXMLDesc(0));
        List<DiskCopy> attached = copies.stream()
                .filter(copy -> targets.containsKey(copy.source()))
                .toList();
        for (DiskCopy copy : copies) {
            if (!attached.contains(copy)) {
                copy(files.pool(copy.pool()), copy);
            }
        }
        Map<String, String> into = attached.stream()
                .collect(Collectors.toMap(
                        copy -> Objects.requireNonNull(targets.get(copy.source())), copy -> made(files, copy)));
        domain.backupBegin(document(targets, into), null, REUSE_FILES);
        while (domain.getJobInfo().getType() != 0) {
            pause();
        }
        if (domain.getJobStats(OF_THE_LAST).type != COMPLETED) {
            throw new RoomFailed("the copy of " + domain.getName() + "'s disks ended before it was whole");
        }
    }

    private String made(HostFiles files, DiskCopy copy) {
        try {
            StorageVol source = host.storageVolLookupByPath(copy.source());
            return files.pool(copy.pool())
                    .storageVolCreateXML(new Spec(copy.file(), HostFiles.QCOW2, capacity(source), null).xml(), 0)
                    .getPath();
        } catch (LibvirtException e) {
            throw new RoomFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** Each disk is named, since those that are not would be copied as well. */
    static String document(Map<String, String> targets, Map<String, String> into) {
        return Xml.document(
                "domainbackup",
                backup -> backup.element(
                        "disks",
                        disks -> targets.values().forEach(target -> {
                            String file = into.get(target);
                            if (file == null) {
                                disks.empty("disk", "name", target, "backup", "no");
                            } else {
                                disks.element(
                                        "disk",
                                        disk -> disk.empty("driver", "type", HostFiles.QCOW2)
                                                .empty("target", "file", file),
                                        "name",
                                        target,
                                        "backup",
                                        "yes",
                                        "type",
                                        "file");
                            }
                        })),
                "mode",
                "push");
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }

    /**
     * A copy to be made.
     *
     * @param source where the disk's file lies
     * @param pool the host's pool that the copy lies in
     * @param kind whether it grows from the image that its source grows from; null for where that can be
     */
    record DiskCopy(
            String source,
            String pool,
            String file,
            @Nullable CopyKind kind) {
        /** What copies that are made together are called. */
        static String name(List<DiskCopy> copies) {
            return copies.stream()
                    .map(copy -> copy.pool() + "/" + copy.file())
                    .collect(Collectors.joining(", ", "copies ", ""));
        }
    }
}
