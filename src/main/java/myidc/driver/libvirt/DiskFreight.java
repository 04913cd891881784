package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.libvirt.Stream;

/** Takes what disks hold from one host to another, by way of the portal. */
final class DiskFreight {
    private static final int CHUNK = 256 * 1_024;

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
                pass(copy, pool, file);
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

    private void pass(StorageVol copy, StoragePool pool, String file) throws LibvirtException {
        long bytes = physical(copy);
        StorageVol made = pool.storageVolCreateXML(new Spec(file, "raw", bytes, null).xml(), 0);
        Stream out = source.streamNew(0);
        Stream in = target.streamNew(0);
        copy.download(out, 0, bytes, 0);
        made.upload(in, 0, bytes, 0);
        byte[] piece = new byte[CHUNK];
        for (int got = out.receive(piece); got > 0; got = out.receive(piece)) {
            for (int at = 0; at < got; ) {
                at += in.send(Arrays.copyOfRange(piece, at, got));
            }
        }
        out.finish();
        in.finish();
    }

    /** How long the file is, which is not how large its disk is. */
    private static long physical(StorageVol copy) throws LibvirtException {
        return GuestXml.children(Xml.read(copy.getXMLDesc(0)).getDocumentElement(), "physical").stream()
                .map(each -> Long.parseLong(each.getTextContent().strip()))
                .findFirst()
                .orElseThrow(() -> new RoomFailed("the host does not say how long its file is"));
    }
}
