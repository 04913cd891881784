package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import myidc.compute.event.CopyKind;
import myidc.compute.port.MachineRoom.Disk;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.driver.libvirt.DiskCopies.DiskCopy;
import myidc.driver.libvirt.GuestLayout.Attached;
import myidc.driver.libvirt.HostFiles.Spec;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Volumes as files in pools of hosts that libvirt answers for, put into guests and taken out of them while these run. */
@Singleton
public final class LibvirtVolumes {
    private static final Duration COPY_WITHIN = Duration.ofSeconds(20);
    private static final long BYTES_PER_GIB = 1L << 30;

    /** VIR_DOMAIN_AFFECT_LIVE. */
    private static final int LIVE = 1;

    private final HostLinks links;
    private final Duration limit;

    LibvirtVolumes(
            HostLinks links, @ConfigProperty(name = "myidc.libvirt.call-limit", defaultValue = "45s") Duration limit) {
        this.links = links;
        this.limit = limit;
    }

    /**
     * Makes the volume on the host if it is not there, grows it, and puts it into its guest if it has one.
     *
     * @param known whether it was made before, so that its absence is an error and not the beginning
     */
    public void hold(String uri, Disk disk, boolean known) {
        HostLink link = links.to(uri);
        Optional<DiskCopy> copy = link.call(limit, host -> copy(host, disk, known));
        if (copy.isPresent()) {
            List<DiskCopy> one = List.of(copy.get());
            link.lengthy(DiskCopy.name(one), COPY_WITHIN, host -> {
                new DiskCopies(host).make(one);
                return true;
            });
        }
        link.call(limit, host -> {
            HostFiles files = new HostFiles(host);
            StorageVol file = file(files, disk);
            Seat seat = disk.seat();
            Domain guest = seat == null ? null : LibvirtRoom.find(host, seat.guest());
            if (seat != null && guest == null) {
                throw new RoomFailed(seat.guest() + " is not defined on " + uri);
            }
            long bytes = disk.sizeGb() * BYTES_PER_GIB;
            if (HostKind.of(host).files() && file.getInfo().capacity < bytes) {
                GuestDisks.resize(file, bytes, guest);
            }
            if (guest != null) {
                put(host, guest, file.getPath(), disk.id());
            }
            return true;
        });
    }

    private static Optional<DiskCopy> copy(Connect host, Disk disk, boolean known) throws LibvirtException {
        HostFiles files = new HostFiles(host);
        StoragePool pool = files.pool(HostFiles.poolName(disk.pool()));
        String name = HostFiles.volume(disk.id());
        boolean there = HostFiles.expected(pool, name) != null && HostFiles.isWhole(pool, name);
        if (!there && known) {
            throw new RoomFailed(name + " is not in " + pool.getName() + " of this host, where another host has it");
        }
        VolumeId source = disk.source();
        if (there || source == null) {
            return Optional.empty();
        }
        StorageVol from = files.anywhere(HostFiles.volume(source));
        if (from == null) {
            throw new RoomFailed(HostFiles.volume(source) + " is not there");
        }
        return Optional.of(new DiskCopy(from.getPath(), pool.getName(), name, CopyKind.FULL));
    }

    private static StorageVol file(HostFiles files, Disk disk) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(disk.pool()));
        String name = HostFiles.volume(disk.id());
        StorageVol found = HostFiles.find(pool, name);
        return found == null
                ? pool.storageVolCreateXML(
                        new Spec(name, HostFiles.QCOW2, disk.sizeGb() * BYTES_PER_GIB, null).xml(), 0)
                : found;
    }

    /** From the next start on, and at once where the guest runs. */
    private static void put(Connect host, Domain guest, String path, VolumeId volume) throws LibvirtException {
        String document = guest.getXMLDesc(GuestXml.INACTIVE);
        List<Attached> present = GuestLayout.all(document);
        if (present.stream().noneMatch(each -> each.path().equals(path))) {
            Attached one = new Attached(path, GuestLayout.beyond(present), volume.text());
            host.domainDefineXML(DeviceChange.with(document, GuestXml.device(one)));
        }
        if (runs(host, guest)) {
            List<Attached> live = GuestLayout.all(guest.getXMLDesc(0));
            if (live.stream().noneMatch(each -> each.path().equals(path))) {
                Attached one = new Attached(path, GuestLayout.beyond(live), volume.text());
                guest.attachDeviceFlags(GuestXml.device(one), LIVE);
            }
        }
    }

    private static boolean runs(Connect host, Domain guest) throws LibvirtException {
        return guest.isActive() == 1 && HostKind.of(host).files();
    }

    /** Takes the volume out of the guest; one that it has not, and a guest that is no more, is no error. */
    public void takeOut(String uri, InstanceId instance, VolumeId volume) {
        links.to(uri).call(limit, host -> {
            Domain guest = LibvirtRoom.find(host, instance);
            if (guest == null) {
                return true;
            }
            String document = guest.getXMLDesc(GuestXml.INACTIVE);
            if (find(document, volume).isPresent()) {
                host.domainDefineXML(DeviceChange.without(document, volume.text()));
            }
            if (runs(host, guest)) {
                Optional<Attached> found = find(guest.getXMLDesc(0), volume);
                if (found.isPresent()) {
                    guest.detachDeviceFlags(GuestXml.device(found.get()), LIVE);
                }
                if (find(guest.getXMLDesc(0), volume).isPresent()) {
                    throw new RoomFailed(instance + " runs and has not let go of " + volume);
                }
            }
            return true;
        });
    }

    private static Optional<Attached> find(String document, VolumeId volume) {
        return GuestLayout.all(document).stream()
                .filter(each -> each.serial().equals(volume.text()))
                .findFirst();
    }

    public void remove(String uri, VolumeId volume) {
        String name = HostFiles.volume(volume);
        links.to(uri).call(limit, host -> {
            new HostFiles(host).deleteAll(file -> file.startsWith(name));
            return true;
        });
    }
}
