package myidc.driver.libvirt;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.driver.VolumesContract;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Domain;
import org.libvirt.StorageVol;

/** A host that libvirt's own test driver imitates keeps to the contract of volumes. */
@QuarkusTest
class ConnectedVolumesTest extends VolumesContract {
    @TempDir
    private Path folder;

    @Inject
    HostLinks links;

    private final ConnectedHosts connected = new ConnectedHosts();
    private @Nullable String uri;
    private @Nullable HostId host;

    @BeforeEach
    void connect() {
        SystemLibvirt.needed();
        uri = SystemLibvirt.imitation(folder);
        host = connected.at(List.of(uri)).getFirst();
    }

    @AfterEach
    void leave() {
        connected.leave();
    }

    @Override
    protected HostId host() {
        return Objects.requireNonNull(host);
    }

    @Override
    protected List<InstanceId> having(VolumeId volume) {
        return links.to(Objects.requireNonNull(uri)).call(Duration.ofSeconds(5), libvirt -> {
            List<InstanceId> having = new ArrayList<>();
            for (Domain domain : libvirt.listAllDomains(0)) {
                boolean has = GuestLayout.all(domain.getXMLDesc(GuestXml.INACTIVE)).stream()
                        .anyMatch(each -> each.serial().equals(volume.text()));
                if (has) {
                    having.add(new InstanceId(Long.parseLong(domain.getName().substring("instance-".length()))));
                }
            }
            return having;
        });
    }

    @Override
    protected @Nullable Long sizeOf(VolumeId volume) {
        return links.to(Objects.requireNonNull(uri)).call(Duration.ofSeconds(5), libvirt -> {
            StorageVol found = new HostFiles(libvirt).anywhere(HostFiles.volume(volume));
            return found == null ? null : found.getInfo().capacity >> 30;
        });
    }
}
