package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.event.CopyKind;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.DiskCopies.DiskCopy;
import myidc.driver.libvirt.HostFiles.Spec;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Takes what disks hold from one host to another, by way of the portal. */
final class DiskFreight {
    private final Connect source;
    private final Connect target;

    DiskFreight(Connect source, Connect target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Puts files into the other host's pool with what disks of this one hold, of all that one guest runs on at one instant;
     * files that are whole there stay as they are.
     *
     * @param wanted disks by the files that they become
     */
    void bring(StoragePool pool, Map<String, StorageVol> wanted) throws LibvirtException {
        Map<String, StorageVol> missing = new LinkedHashMap<>();
        for (Map.Entry<String, StorageVol> each : wanted.entrySet()) {
            if (!HostFiles.isWhole(pool, each.getKey())) {
                missing.put(each.getKey(), each.getValue());
                HostFiles.begin(pool, each.getKey());
                HostFiles.delete(pool, each.getKey());
            }
        }
        if (HostKind.of(source).files() && HostKind.of(target).files()) {
            carry(pool, missing);
        } else {
            for (Map.Entry<String, StorageVol> each : missing.entrySet()) {
                StorageVol from = each.getValue();
                pool.storageVolCreateXML(
                        new Spec(each.getKey(), HostFiles.QCOW2, from.getInfo().capacity, HostFiles.base(from)).xml(),
                        0);
                HostFiles.whole(pool, each.getKey());
            }
        }
        pool.refresh(0);
    }

    /** What grows from an image is made whole first: the other host may have no such image. */
    private void carry(StoragePool pool, Map<String, StorageVol> missing) throws LibvirtException {
        StoragePool own = new HostFiles(source).pool(HostFiles.OWN_POOL);
        List<DiskCopy> flat = new ArrayList<>();
        for (Map.Entry<String, StorageVol> each : missing.entrySet()) {
            flat.add(new DiskCopy(each.getValue().getPath(), HostFiles.OWN_POOL, flat(each.getKey()), CopyKind.FULL));
        }
        try {
            new DiskCopies(source).make(flat);
            own.refresh(0);
            for (String file : missing.keySet()) {
                StorageVol copy = HostFiles.find(own, flat(file));
                if (copy == null) {
                    throw new RoomFailed(flat(file) + " is not there");
                }
                String raw = new Spec(file, "raw", FileStream.bytes(copy), null).xml();
                FileStream.copy(source, copy, target, pool.storageVolCreateXML(raw, 0));
                HostFiles.whole(pool, file);
                HostFiles.delete(own, flat(file));
            }
        } finally {
            for (DiskCopy each : flat) {
                HostFiles.delete(own, each.file());
            }
        }
    }

    private static String flat(String file) {
        return "moving-" + file;
    }
}
