package myidc.driver.libvirt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import myidc.driver.libvirt.GpuXml.Slice;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** Slices of GPUs on a host: each is there from the start of its guest until the guest has it no more. */
final class GpuSlices {
    private GpuSlices() {}

    /** Makes those that a guest is to find when it starts. */
    static void make(Connect host, Domain guest) throws LibvirtException {
        for (Slice slice : GpuXml.slices(guest.getXMLDesc(GuestXml.INACTIVE))) {
            if (known(host, slice).isEmpty()) {
                host.deviceCreateXML(slice.document()).free();
            }
        }
    }

    /** Frees those that a guest had by its document before and has no more. */
    static void drop(Connect host, List<Slice> before, List<Slice> now) throws LibvirtException {
        for (Slice slice : before) {
            Optional<String> name = now.contains(slice) ? Optional.empty() : known(host, slice);
            if (name.isPresent()) {
                host.deviceLookupByName(name.get()).destroy();
            }
        }
    }

    private static Optional<String> known(Connect host, Slice slice) throws LibvirtException {
        return Arrays.stream(host.listDevices("mdev"))
                .filter(name -> name.startsWith(slice.namePrefix()))
                .findFirst();
    }
}
