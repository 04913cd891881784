package myidc.driver.libvirt;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import myidc.driver.GuestDisksContract;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Hosts that libvirt's own test driver imitates keep to the contract of guests' disks as far as it has any: no contents. */
@QuarkusTest
class ConnectedDisksTest extends GuestDisksContract {
    @TempDir
    private Path folder;

    @Inject
    HostLinks links;

    private final ConnectedHosts connected = new ConnectedHosts();
    private @Nullable List<String> uris;
    private @Nullable List<HostId> hosts;

    @BeforeEach
    void connect() {
        SystemLibvirt.needed();
        uris = List.of(SystemLibvirt.imitation(folder), SystemLibvirt.imitation(folder));
        hosts = connected.at(uris);
    }

    @AfterEach
    void leave() {
        connected.leave();
    }

    @Override
    protected List<HostId> hosts() {
        return Objects.requireNonNull(hosts);
    }

    /** Imitated disks hold nothing; what they grow from is what copies share with their source. */
    @Override
    protected @Nullable String contentOf(DiskId disk) {
        StringBuilder found = new StringBuilder();
        for (String uri : Objects.requireNonNull(uris)) {
            links.to(uri).call(Duration.ofSeconds(5), host -> found.append(grownFrom(host, disk)));
        }
        return found.isEmpty() ? null : found.toString();
    }

    private static String grownFrom(Connect host, DiskId disk) throws LibvirtException {
        for (StoragePool pool : new HostFiles(host).pools()) {
            for (String file : pool.listVolumes()) {
                boolean own = file.equals("instance-" + disk.value() + ".qcow2")
                        || (file.startsWith("instance-") && file.endsWith("-disk-" + disk.value() + ".qcow2"));
                StorageVol found = own ? HostFiles.find(pool, file) : null;
                if (found != null) {
                    return "on " + HostFiles.base(found);
                }
            }
        }
        return "";
    }

    @Override
    protected boolean growsFromAnImage(DiskId disk) {
        return String.valueOf(contentOf(disk)).contains("Base");
    }

    @Override
    protected void aCopyIsLinkedOrFullAsChosenAndOutlivesItsSourceEitherWay() {
        // No test here: what an imitated disk grows from is all that it has, so that a full copy keeps it.
    }

    @Override
    protected void aCopyOfAGuestThatRunsIsNotLinked() {
        // As above: nothing is copied, whether the guest runs or not.
    }

    @Override
    protected boolean keeps(BackupId backup) {
        return Objects.requireNonNull(uris).stream()
                .anyMatch(uri -> links.to(uri).call(Duration.ofSeconds(5), host -> {
                    for (StoragePool pool : new HostFiles(host).pools()) {
                        for (String file : pool.listVolumes()) {
                            if (file.startsWith("backup-" + backup.value() + "-")) {
                                return true;
                            }
                        }
                    }
                    return false;
                }));
    }
}
