package myidc.driver;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import myidc.compute.port.ImageStore;
import myidc.compute.read.Hosts;
import myidc.driver.libvirt.ImageFolder;
import myidc.driver.libvirt.LibvirtImages;
import myidc.driver.simulated.SimulatedImages;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;

/** Images as files of the portal's, for whichever host needs them; those made of simulated disks are simulated. */
@Singleton
public final class ImagesByHost implements ImageStore {
    private final Hosts hosts;
    private final ImageFolder folder;
    private final LibvirtImages real;
    private final SimulatedImages simulated;

    ImagesByHost(Hosts hosts, ImageFolder folder, LibvirtImages real, SimulatedImages simulated) {
        this.hosts = hosts;
        this.folder = folder;
        this.real = real;
        this.simulated = simulated;
    }

    @Override
    public Kept capture(ImageId image, HostId host, InstanceId guest, DiskId disk) {
        Optional<String> uri = hosts.uri(host);
        return uri.isPresent()
                ? real.capture(uri.get(), image, guest, disk)
                : simulated.capture(image, host, guest, disk);
    }

    @Override
    public Kept keep(ImageId image, Path contents, long sizeMb) {
        folder.keep(image, contents);
        return simulated.keep(image, contents, sizeMb);
    }

    @Override
    public void remove(ImageId image) {
        folder.remove(image);
        simulated.remove(image);
    }
}
