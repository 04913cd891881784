package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.ImageStore.Kept;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.DiskCopies.DiskCopy;
import myidc.shared.id.DiskId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Images between the portal and the hosts that libvirt answers for. */
@Singleton
public final class LibvirtImages {
    private static final Duration BRINGS_WITHIN = Duration.ofSeconds(20);

    private final HostLinks links;
    private final ImageFolder folder;
    private final Duration limit;

    LibvirtImages(
            HostLinks links,
            ImageFolder folder,
            @ConfigProperty(name = "myidc.libvirt.call-limit", defaultValue = "45s") Duration limit) {
        this.links = links;
        this.folder = folder;
        this.limit = limit;
    }

    /** The guest's disks by the names that their images have at the hosts, each image brought to the host that lacks it. */
    public Guest needed(String uri, Guest guest) {
        Guest named = named(guest);
        TreeSet<String> images = new TreeSet<>();
        for (GuestDisk disk : named.disks()) {
            String image = disk.image();
            if (image != null) {
                images.add(image);
            }
        }
        HostLink link = links.to(uri);
        for (String image : images) {
            Optional<Path> ours = folder.find(image);
            boolean there = ours.isEmpty() || link.call(limit, host -> new HostImages(host).find(image) != null);
            if (!there) {
                link.lengthy("image " + image, BRINGS_WITHIN, host -> {
                    HostImages hosts = new HostImages(host);
                    if (hosts.find(image) == null) {
                        hosts.bring(ours.get(), sum(ours.get()));
                    }
                    return true;
                });
            }
        }
        return named;
    }

    /** The same guest with its images by the names that they have at all hosts. */
    public Guest named(Guest guest) {
        return new Guest(
                guest.host(),
                guest.id(),
                guest.size(),
                guest.pool(),
                guest.image(),
                guest.address(),
                guest.wires(),
                guest.access(),
                guest.filter(),
                guest.disks().stream().map(this::named).toList(),
                guest.start(),
                guest.gpus(),
                guest.copies());
    }

    private GuestDisk named(GuestDisk disk) {
        String image = disk.image();
        return image == null
                ? disk
                : new GuestDisk(
                        disk.diskId(),
                        disk.label(),
                        disk.filesystem(),
                        disk.sizeMb(),
                        folder.name(image),
                        disk.source());
    }

    private @Nullable String sum(Path file) {
        try {
            return folder.sum(file);
        } catch (IOException e) {
            throw new RoomFailed(file.getFileName() + " cannot be read", e);
        }
    }

    /** Copies a guest's disk as it is at one instant, whole without any other file, into the portal's folder. */
    public Kept capture(String uri, ImageId image, InstanceId guest, DiskId disk) {
        Optional<Kept> before = folder.kept(image);
        if (before.isPresent()) {
            return before.get();
        }
        links.to(uri).lengthy("image of " + disk + " for " + image, BRINGS_WITHIN, host -> {
            HostFiles files = new HostFiles(host);
            StoragePool pool = files.pool(HostFiles.OWN_POOL);
            String name = "capture-" + image.value() + ".qcow2";
            StorageVol source = files.anywhere(HostFiles.disk(guest, disk));
            if (source == null) {
                throw new RoomFailed(disk + " of " + guest + " is not there");
            }
            new DiskCopies(host).make(List.of(new DiskCopy(source.getPath(), pool.getName(), name, CopyKind.FULL)));
            fetch(new HostImages(host), pool, name, image);
            HostFiles.delete(pool, name);
            return true;
        });
        return folder.kept(image).orElseThrow(() -> new RoomFailed("the copy for " + image + " did not arrive"));
    }

    private void fetch(HostImages images, StoragePool pool, String name, ImageId image) throws LibvirtException {
        StorageVol copy = HostFiles.find(pool, name);
        if (copy == null) {
            throw new RoomFailed(name + " is not there");
        }
        try {
            Path part = folder.part(image);
            images.fetch(copy, part);
            folder.settle(image, part);
        } catch (IOException e) {
            throw new RoomFailed(image + " cannot be kept: " + e.getMessage(), e);
        }
    }

    /** Frees what the host has of images that are no more; what disks grow from stays until the last of them went. */
    public void sweep(String uri) {
        links.to(uri).call(limit, host -> {
            if (HostKind.of(host).files()) {
                new HostImages(host).sweep(folder);
            }
            return true;
        });
    }
}
