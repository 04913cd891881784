package myidc.driver.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import myidc.compute.port.HostProbe.Found;
import myidc.compute.port.HostProbe.SeenStorage;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.w3c.dom.Element;

/** Files in a host's storage pools, and what they are called: everything of a guest's begins with the guest's name. */
final class HostFiles {
    static final String OWN_POOL = "myidc";
    static final String IMAGES = "myidc-images";
    static final String QCOW2 = "qcow2";
    static final long BYTES_PER_MIB = 1 << 20;

    /** A file that says that the one named before this ending is not whole yet. */
    private static final String MARK = ".part";

    private static final int POOLS_TOLD_MAX = 50;

    private final Connect host;

    HostFiles(Connect host) {
        this.host = host;
    }

    /** The disk that bears its guest's own number is named as the guest is. */
    static String disk(InstanceId guest, DiskId disk) {
        String name = GuestXml.name(guest);
        return (disk.value() == guest.value() ? name : name + "-disk-" + disk.value()) + ".qcow2";
    }

    static String seed(InstanceId guest) {
        return GuestXml.name(guest) + "-seed.iso";
    }

    static String rescue(InstanceId guest) {
        return GuestXml.name(guest) + "-rescue.qcow2";
    }

    static String backup(BackupId backup, DiskId disk) {
        return "backup-" + backup.value() + "-disk-" + disk.value() + ".qcow2";
    }

    static String volume(VolumeId volume) {
        return "volume-" + volume.value() + ".qcow2";
    }

    static String poolName(@Nullable PoolId pool) {
        return pool == null ? OWN_POOL : OWN_POOL + "-" + pool.text();
    }

    StoragePool pool(String name) throws LibvirtException {
        try {
            return host.storagePoolLookupByName(name);
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_NO_STORAGE_POOL) {
                throw new RoomFailed("the host has no storage pool " + name, e);
            }
            throw e;
        }
    }

    /** The pools that hold disks, volumes and backups. */
    List<StoragePool> pools() throws LibvirtException {
        List<StoragePool> pools = new ArrayList<>();
        for (String name : host.listStoragePools()) {
            if (name.startsWith(OWN_POOL) && !name.equals(IMAGES)) {
                pools.add(pool(name));
            }
        }
        return pools;
    }

    /** What the pools lie on can be told only of the portal's own machine: libvirt has no word for it. */
    SeenStorage storage(String uri) throws LibvirtException {
        if (!uri.startsWith("qemu:///")) {
            return new SeenStorage(Found.UNKNOWN, "");
        }
        LocalStorage local = new LocalStorage(Path.of("/"));
        Map<String, Found> byPool = new TreeMap<>();
        for (StoragePool pool : pools()) {
            Element target = GuestXml.children(Xml.read(pool.getXMLDesc(0)).getDocumentElement(), "target").stream()
                    .findFirst()
                    .orElse(null);
            String folder = target == null
                    ? ""
                    : GuestXml.children(target, "path").stream()
                            .map(Element::getTextContent)
                            .findFirst()
                            .orElse("");
            byPool.put(pool.getName() + " " + folder, folder.isEmpty() ? Found.UNKNOWN : local.below(folder));
        }
        String told = byPool.entrySet().stream()
                .limit(POOLS_TOLD_MAX)
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("\n"));
        return new SeenStorage(Found.of(byPool.values()), told);
    }

    static @Nullable StorageVol find(StoragePool pool, String file) throws LibvirtException {
        try {
            return pool.storageVolLookupByName(file);
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_NO_STORAGE_VOL) {
                return null;
            }
            throw e;
        }
    }

    /** A file that ought to be there: another host, or an operator, may have put it into the pool unseen. */
    static @Nullable StorageVol expected(StoragePool pool, String file) throws LibvirtException {
        StorageVol known = find(pool, file);
        if (known != null) {
            return known;
        }
        pool.refresh(0);
        return find(pool, file);
    }

    /** The file in whichever pool for guests has it, whole or not. */
    @Nullable
    StorageVol anywhere(String file) throws LibvirtException {
        for (StoragePool pool : pools()) {
            StorageVol found = expected(pool, file);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static boolean isWhole(StoragePool pool, String file) throws LibvirtException {
        return find(pool, file) != null && find(pool, file + MARK) == null;
    }

    /** From now on until {@link #whole} the file is not whole, even if the host falls over meanwhile. */
    static void begin(StoragePool pool, String file) throws LibvirtException {
        if (find(pool, file + MARK) == null) {
            pool.storageVolCreateXML(new Spec(file + MARK, "raw", BYTES_PER_MIB, null).xml(), 0);
        }
    }

    static boolean isMark(String file) {
        return file.endsWith(MARK);
    }

    static void whole(StoragePool pool, String file) throws LibvirtException {
        delete(pool, file + MARK);
    }

    static void delete(StoragePool pool, String file) throws LibvirtException {
        StorageVol found = find(pool, file);
        if (found != null) {
            found.delete(0);
        }
    }

    /** Frees all files in pools for guests whose names the test takes. */
    void deleteAll(Predicate<String> named) throws LibvirtException {
        for (StoragePool pool : pools()) {
            for (String file : pool.listVolumes()) {
                if (named.test(file)) {
                    delete(pool, file);
                }
            }
        }
    }

    /** Whether a file belongs to the guest. */
    static boolean isOf(InstanceId guest, String file) {
        String name = GuestXml.name(guest);
        return file.startsWith(name + ".") || file.startsWith(name + "-");
    }

    /** What the pool for guests holds, in MiB; 0 where there is none. */
    static long capacityMb(Connect host) throws LibvirtException {
        boolean has = Arrays.asList(host.listStoragePools()).contains(OWN_POOL);
        return has ? host.storagePoolLookupByName(OWN_POOL).getInfo().capacity / BYTES_PER_MIB : 0;
    }

    /** Where the file lies that this one grows from; null for none. */
    static @Nullable Base base(StorageVol file) throws LibvirtException {
        return GuestXml.children(Xml.read(file.getXMLDesc(0)).getDocumentElement(), "backingStore").stream()
                .findFirst()
                .flatMap(backing -> GuestXml.children(backing, "path").stream()
                        .findFirst()
                        .map(path -> new Base(
                                path.getTextContent(),
                                GuestXml.children(backing, "format").stream()
                                        .map(format -> format.getAttribute("type"))
                                        .findFirst()
                                        .orElse(QCOW2))))
                .orElse(null);
    }

    /** A file that others grow from, and that none of them changes. */
    record Base(String path, String format) {}

    /** A file to be made. */
    record Spec(
            String name,
            String format,
            long bytes,
            @Nullable Base base) {
        String xml() {
            return Xml.document("volume", volume -> {
                volume.value("name", name);
                volume.value("capacity", bytes, "unit", "bytes");
                if (format.equals("raw")) {
                    volume.value("allocation", 0, "unit", "bytes");
                }
                volume.element("target", target -> target.empty("format", "type", format));
                if (base != null) {
                    volume.element(
                            "backingStore",
                            backing -> backing.value("path", base.path()).empty("format", "type", base.format()));
                }
            });
        }
    }
}
