package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import myidc.compute.event.CopyKind;
import myidc.compute.event.Deviation;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.DiskCopies.DiskCopy;
import myidc.driver.libvirt.GuestLayout.Attached;
import myidc.driver.libvirt.HostFiles.Base;
import myidc.driver.libvirt.HostFiles.Spec;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/** What a guest stores on, in a host's pools: disks that grow from images and leave these as they are, and the seed. */
final class GuestDisks {
    private static final int CHUNK = 64 * 1_024;
    private static final String RESCUE_IMAGE = "rescue";
    private static final String RESCUE_SLOT = "sdh";

    /** VIR_DOMAIN_BLOCK_RESIZE_BYTES. */
    private static final int IN_BYTES = 1;

    private final Connect host;
    private final HostFiles files;
    private final HostKind kind;

    GuestDisks(Connect host, HostKind kind) {
        this.host = host;
        this.files = new HostFiles(host);
        this.kind = kind;
    }

    /** Copies that the guest's disks begin as and that are not there yet. */
    List<DiskCopy> copies(Guest guest) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        List<DiskCopy> copies = new ArrayList<>();
        for (GuestDisk disk : guest.disks()) {
            String file = HostFiles.disk(guest.id(), disk.diskId());
            GuestDisk.Source source = disk.source();
            if (source != null && !HostFiles.isWhole(pool, file)) {
                String from = source(source);
                StorageVol found = files.anywhere(from);
                if (found == null) {
                    throw absent(guest, disk, from);
                }
                copies.add(new DiskCopy(
                        found.getPath(), pool.getName(), file, guest.copies().get(disk.diskId())));
            }
        }
        mayLink(guest, copies, pool);
        return copies;
    }

    /** Linked copies have something in common with their sources: one of them at least, whichever of them are made already. */
    private void mayLink(Guest guest, List<DiskCopy> missing, StoragePool pool) throws LibvirtException {
        List<DiskCopy> linked =
                missing.stream().filter(copy -> copy.kind() == CopyKind.LINKED).toList();
        if (linked.isEmpty()) {
            return;
        }
        for (DiskCopy copy : linked) {
            if (HostFiles.base(host.storageVolLookupByPath(copy.source())) != null) {
                return;
            }
        }
        for (GuestDisk disk : guest.disks()) {
            StorageVol made = HostFiles.find(pool, HostFiles.disk(guest.id(), disk.diskId()));
            if (guest.copies().get(disk.diskId()) == CopyKind.LINKED && made != null && HostFiles.base(made) != null) {
                return;
            }
        }
        throw new RoomFailed("no disk that is to be copied grows from an image, so that no copy can be linked");
    }

    /** What its disks begin as and this host has not, by the files that they are to become. */
    Map<String, String> missing(Guest guest) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        Map<String, String> missing = new LinkedHashMap<>();
        for (GuestDisk disk : guest.disks()) {
            String file = HostFiles.disk(guest.id(), disk.diskId());
            GuestDisk.Source source = disk.source();
            if (source != null && !HostFiles.isWhole(pool, file) && files.anywhere(source(source)) == null) {
                if (guest.copies().get(disk.diskId()) == CopyKind.LINKED) {
                    throw absent(guest, disk, source(source));
                }
                missing.put(file, source(source));
            }
        }
        return missing;
    }

    private static RoomFailed absent(Guest guest, GuestDisk disk, String from) {
        return new RoomFailed(from
                + (guest.copies().get(disk.diskId()) == CopyKind.LINKED
                        ? " is not on the host, so that no copy here can be linked"
                        : " is not there"));
    }

    /** Whether each of them is there, as far as the pool knows, and nothing of it is still to come. */
    boolean areWhole(Guest guest) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        for (GuestDisk disk : guest.disks()) {
            if (!HostFiles.isWhole(pool, HostFiles.disk(guest.id(), disk.diskId()))) {
                return false;
            }
        }
        return true;
    }

    private static String source(GuestDisk.Source source) {
        return source.backupId() == null
                ? HostFiles.disk(Objects.requireNonNull(source.instanceId()), source.diskId())
                : HostFiles.backup(source.backupId(), source.diskId());
    }

    /** Makes what is missing and grows what is too small, under a running guest as well. */
    GuestLayout hold(Guest guest, @Nullable Domain known) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        for (GuestDisk disk : guest.disks()) {
            String file = HostFiles.disk(guest.id(), disk.diskId());
            StorageVol found = HostFiles.find(pool, file);
            if (found == null) {
                make(pool, file, disk);
            } else {
                grow(found, disk, known);
            }
        }
        String seed = kind.files() ? seed(pool, guest) : null;
        return new GuestLayout(attached(guest, pool, known), seed);
    }

    private void make(StoragePool pool, String file, GuestDisk disk) throws LibvirtException {
        if (disk.source() != null) {
            throw new RoomFailed("the copy " + file + " is not there");
        }
        String image = disk.image();
        long bytes = bytes(disk);
        Base base = null;
        if (image != null) {
            StorageVol found = image(image.replace('/', '.'));
            if (found.getInfo().capacity > bytes) {
                throw new RoomFailed(image + " needs a disk of "
                        + Math.ceilDiv(found.getInfo().capacity, HostFiles.BYTES_PER_MIB) + " MiB");
            }
            base = HostImages.base(found);
        }
        pool.storageVolCreateXML(new Spec(file, HostFiles.QCOW2, bytes, base).xml(), 0);
    }

    private StorageVol image(String name) throws LibvirtException {
        StorageVol found = new HostImages(host).find(name);
        if (found == null) {
            throw new RoomFailed("the host's pool " + HostFiles.IMAGES + " has no " + name + ".qcow2");
        }
        return found;
    }

    /** What lies beyond the new end of a disk cannot be told from here, so no disk is made smaller. */
    private void grow(StorageVol found, GuestDisk disk, @Nullable Domain known) throws LibvirtException {
        long bytes = bytes(disk);
        long present = found.getInfo().capacity;
        if (!kind.files() || present == bytes) {
            return;
        }
        if (present > bytes) {
            throw new RoomFailed(disk.diskId() + " has " + present / HostFiles.BYTES_PER_MIB
                    + " MiB, and no disk of a connected host is made smaller: what is on it might not fit");
        }
        resize(found, bytes, known);
    }

    /** A guest that runs on the file sees its new size at once. */
    static void resize(StorageVol file, long bytes, @Nullable Domain known) throws LibvirtException {
        String path = file.getPath();
        boolean inUse = known != null
                && known.isActive() == 1
                && GuestXml.targets(known.getXMLDesc(0)).containsKey(path);
        if (inUse && known != null) {
            known.blockResize(path, bytes, IN_BYTES);
        } else {
            file.resize(bytes, 0);
        }
    }

    /** Files that are not there, or not as large as they are to be; null when all are. */
    @Nullable
    Deviation sizes(Guest guest) throws LibvirtException {
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        Map<String, String> booked = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        for (GuestDisk disk : guest.disks()) {
            String file = HostFiles.disk(guest.id(), disk.diskId());
            booked.put(file, disk.sizeMb() + " MiB");
            StorageVol found = HostFiles.expected(pool, file);
            if (found != null) {
                seen.put(file, found.getInfo().capacity / HostFiles.BYTES_PER_MIB + " MiB");
            }
        }
        return ToldGuest.sizes(booked, seen);
    }

    private static long bytes(GuestDisk disk) {
        return disk.sizeMb() * HostFiles.BYTES_PER_MIB;
    }

    /** Volumes that the guest has stay where they are; those that its configuration names are put into their slots. */
    private List<Attached> attached(Guest guest, StoragePool pool, @Nullable Domain known) throws LibvirtException {
        List<Attached> attached = new ArrayList<>();
        boolean rescue = guest.start().rescue() != null;
        for (Device device : devices(guest)) {
            DiskId disk = device.diskId();
            VolumeId volume = device.volumeId();
            if (disk != null) {
                StorageVol file = HostFiles.find(pool, HostFiles.disk(guest.id(), disk));
                if (file != null) {
                    attached.add(Attached.inSlot(device.slot(), file.getPath(), disk.text()));
                }
            } else if (volume != null) {
                StorageVol file = files.anywhere(HostFiles.volume(volume));
                if (file != null) {
                    attached.add(Attached.inSlot(device.slot(), file.getPath(), volume.text()));
                }
            }
        }
        if (rescue) {
            attached.removeIf(each -> each.target().equals(GuestLayout.target(RESCUE_SLOT)));
            attached.addFirst(rescue(guest, pool));
        }
        return GuestLayout.keeping(attached, known == null ? null : known.getXMLDesc(GuestXml.INACTIVE));
    }

    /** Without a configuration all disks, as they come. */
    private static List<Device> devices(Guest guest) {
        List<Device> rescue = guest.start().rescue();
        if (rescue != null) {
            return rescue;
        }
        GuestConfig config = guest.start().config();
        return config == null
                ? GuestConfig.inSlots(
                        guest.disks().stream().map(GuestDisk::diskId).toList())
                : config.devices();
    }

    /** The system for rescue begins as fresh each time; what is done in it is not kept. */
    private Attached rescue(Guest guest, StoragePool pool) throws LibvirtException {
        StorageVol image = image(RESCUE_IMAGE);
        String file = HostFiles.rescue(guest.id());
        HostFiles.delete(pool, file);
        StorageVol fresh = pool.storageVolCreateXML(
                new Spec(file, HostFiles.QCOW2, image.getInfo().capacity, HostImages.base(image)).xml(), 0);
        return Attached.inSlot(RESCUE_SLOT, fresh.getPath(), "rescue");
    }

    String seed(StoragePool pool, Guest guest) throws LibvirtException {
        byte[] contents = Seed.image(guest);
        String file = HostFiles.seed(guest.id());
        StorageVol seed = HostFiles.find(pool, file);
        if (seed == null || seed.getInfo().capacity != contents.length) {
            if (seed != null) {
                seed.delete(0);
            }
            seed = pool.storageVolCreateXML(new Spec(file, "raw", contents.length, null).xml(), 0);
        }
        Stream stream = host.streamNew(0);
        seed.upload(stream, 0, contents.length, 0);
        for (int at = 0; at < contents.length; ) {
            at += stream.send(Arrays.copyOfRange(contents, at, Math.min(contents.length, at + CHUNK)));
        }
        stream.finish();
        return seed.getPath();
    }

    /** Frees what the guest has no more, once all that it has is as it should be. */
    void prune(Guest guest) throws LibvirtException {
        Set<String> kept = guest.disks().stream()
                .map(disk -> HostFiles.disk(guest.id(), disk.diskId()))
                .collect(Collectors.toCollection(TreeSet::new));
        kept.add(HostFiles.seed(guest.id()));
        if (guest.start().rescue() != null) {
            kept.add(HostFiles.rescue(guest.id()));
        }
        StoragePool pool = files.pool(HostFiles.poolName(guest.pool()));
        for (String file : pool.listVolumes()) {
            if (HostFiles.isOf(guest.id(), file) && !kept.contains(file)) {
                HostFiles.delete(pool, file);
            }
        }
    }

    /** Frees what a guest has in any of the host's pools. */
    void remove(InstanceId guest) throws LibvirtException {
        files.deleteAll(file -> HostFiles.isOf(guest, file));
    }
}
