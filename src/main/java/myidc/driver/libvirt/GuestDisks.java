package myidc.driver.libvirt;

import java.util.Arrays;
import java.util.List;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.GuestXml.Files;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/**
 * Files of guests in a host's storage pools: a disk that grows from its image and leaves the image as it is, and the seed.
 */
final class GuestDisks {
    private static final String OWN_POOL = "myidc";
    private static final String IMAGES = "myidc-images";
    private static final long BYTES_PER_MIB = 1 << 20;
    private static final int CHUNK = 64 * 1_024;

    private final Connect host;

    GuestDisks(Connect host) {
        this.host = host;
    }

    /** Makes what is missing, grows what is too small; a disk is never made smaller. */
    Files make(Guest guest, HostKind kind) throws LibvirtException {
        StoragePool pool = pool(poolName(guest.pool()));
        StorageVol disk = find(pool, disk(guest.id()));
        long bytes = guest.size().diskMb() * BYTES_PER_MIB;
        if (disk == null) {
            disk = pool.storageVolCreateXML(xml(disk(guest.id()), "qcow2", bytes, image(guest.image())), 0);
        } else if (kind.files() && disk.getInfo().capacity < bytes) {
            disk.resize(bytes, 0);
        }
        String path = disk.getPath();
        return new Files(path, kind.files() ? seed(pool, guest) : null);
    }

    private String seed(StoragePool pool, Guest guest) throws LibvirtException {
        byte[] contents = Seed.image(guest);
        StorageVol seed = find(pool, seed(guest.id()));
        if (seed == null || seed.getInfo().capacity != contents.length) {
            if (seed != null) {
                seed.delete(0);
            }
            seed = pool.storageVolCreateXML(xml(seed(guest.id()), "raw", contents.length, null), 0);
        }
        Stream stream = host.streamNew(0);
        seed.upload(stream, 0, contents.length, 0);
        for (int at = 0; at < contents.length; ) {
            at += stream.send(Arrays.copyOfRange(contents, at, Math.min(contents.length, at + CHUNK)));
        }
        stream.finish();
        return seed.getPath();
    }

    /** Frees what a guest has in any of the host's pools. */
    void remove(InstanceId guest) throws LibvirtException {
        for (String name : host.listStoragePools()) {
            if (!name.startsWith(OWN_POOL) || name.equals(IMAGES)) {
                continue;
            }
            StoragePool pool = pool(name);
            for (String file : List.of(disk(guest), seed(guest))) {
                StorageVol found = find(pool, file);
                if (found != null) {
                    found.delete(0);
                }
            }
        }
    }

    /** What the pool for guests holds, in MiB; 0 where there is none. */
    static long capacityMb(Connect host) throws LibvirtException {
        boolean has = Arrays.asList(host.listStoragePools()).contains(OWN_POOL);
        return has ? host.storagePoolLookupByName(OWN_POOL).getInfo().capacity / BYTES_PER_MIB : 0;
    }

    private @Nullable String image(@Nullable String image) throws LibvirtException {
        if (image == null) {
            return null;
        }
        String file = image.replace('/', '.') + ".qcow2";
        StorageVol base = find(pool(IMAGES), file);
        if (base == null) {
            throw new RoomFailed("the host's pool " + IMAGES + " has no " + file);
        }
        return base.getPath();
    }

    private static String xml(String name, String format, long bytes, @Nullable String base) {
        return Xml.document("volume", volume -> {
            volume.value("name", name);
            volume.value("capacity", bytes, "unit", "bytes");
            volume.element("target", target -> target.empty("format", "type", format));
            if (base != null) {
                volume.element(
                        "backingStore", backing -> backing.value("path", base).empty("format", "type", "qcow2"));
            }
        });
    }

    private StoragePool pool(String name) throws LibvirtException {
        try {
            return host.storagePoolLookupByName(name);
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_NO_STORAGE_POOL) {
                throw new RoomFailed("the host has no storage pool " + name, e);
            }
            throw e;
        }
    }

    private static @Nullable StorageVol find(StoragePool pool, String file) throws LibvirtException {
        try {
            return pool.storageVolLookupByName(file);
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_NO_STORAGE_VOL) {
                return null;
            }
            throw e;
        }
    }

    private static String poolName(@Nullable PoolId pool) {
        return pool == null ? OWN_POOL : OWN_POOL + "-" + pool.text();
    }

    private static String disk(InstanceId guest) {
        return GuestXml.name(guest) + ".qcow2";
    }

    private static String seed(InstanceId guest) {
        return GuestXml.name(guest) + "-seed.iso";
    }
}
