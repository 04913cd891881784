package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestDisk.Source;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Seat;
import myidc.driver.GuestDisksContract;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU on this machine keeps to the contract of guests' disks, contents and all. */
class RealDisksTrial extends GuestDisksContract {
    private static final HostId HOST = new HostId(1);

    @TempDir
    private Path folder;

    private final MachineRoom room = new RealRoom(RealHost.URI);
    private @Nullable RealHost host;

    @Override
    protected MachineRoom room() {
        return room;
    }

    @BeforeEach
    void need() {
        host = RealHost.needed(folder);
    }

    @AfterEach
    void leave() {
        if (host != null) {
            host.close();
        }
    }

    private RealHost real() {
        return Objects.requireNonNull(host);
    }

    @Override
    protected String image() {
        return RealHost.IMAGE;
    }

    @Override
    protected List<HostId> hosts() {
        return List.of(HOST);
    }

    @Override
    protected void aGuestThatIsOffGoesToAnotherHostWithItsDisks() {
        // No test here, with one host alone: RealMovesTrial has two of them.
    }

    @Override
    protected void aCopyAndABackupComeToAnotherHost() {
        // As above.
    }

    @Override
    protected void aCopyOnAnotherHostIsNotLinked() {
        // As above.
    }

    @Override
    protected void aGuestThatRunsGoesToAnotherHostRunningOrNotAtAll() {
        // As above.
    }

    @Test
    void aDiskGrowsUnderARunningGuest() {
        InstanceId guest = guest();
        GuestDisk root = GuestDisk.first(new DiskId(guest.value()), image(), 256);
        room().define(with(guest, root));
        room().start(HOST, guest);

        room().define(with(guest, root.sized(512)));

        assertThat(seen("virsh", "-c", RealHost.URI, "domblkinfo", GuestXml.name(guest), "vda"))
                .containsPattern("Capacity:\\s+" + (512L << 20));
        room().undefine(HOST, guest);
    }

    @Test
    void aRunningGuestIsCopiedAndBackedUpAtOneInstantAndItsImageStaysAsItWas() {
        String before = real().imageSum();
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        GuestDisk data = new GuestDisk(disk(), "data", "raw", 128, null, null);
        room().define(with(guest, GuestDisk.first(first, image(), 256), data));
        room().start(HOST, guest);
        BackupId backup = new BackupId(guest.value());

        room().backUp(new Copy(backup, new Seat(HOST, guest), POOL, List.of(first, data.diskId())));
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());
        room().define(with(copy, from(copied, new Source(guest, null, first))));

        assertThat(contentOf(copied)).isEqualTo(contentOf(first));
        assertThat(real().contentOf(HostFiles.backup(backup, first))).isEqualTo(contentOf(first));
        assertThat(real().files()).noneMatch(file -> file.endsWith(".part"));
        room().undefine(HOST, guest);
        room().undefine(HOST, copy);
        room().removeBackup(backup);
        assertThat(real().imageSum()).isEqualTo(before);
    }

    @Test
    void whatWasHalfCopiedIsCopiedAnew() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 256)));
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());
        RealHost.with(libvirt -> {
            var pool = libvirt.storagePoolLookupByName("myidc");
            String file = HostFiles.disk(copy, copied);
            HostFiles.begin(pool, file);
            return pool.storageVolCreateXML(new HostFiles.Spec(file, "qcow2", 1 << 20, null).xml(), 0);
        });

        room().define(with(copy, from(copied, new Source(guest, null, first))));

        assertThat(contentOf(copied)).isEqualTo(contentOf(first));
        room().undefine(HOST, guest);
        room().undefine(HOST, copy);
        assertThat(real().files()).noneMatch(file -> HostFiles.isOf(copy, file));
    }

    private static String seen(String... command) {
        return RealHost.run(command);
    }

    @Override
    protected @Nullable String contentOf(DiskId disk) {
        return real().files().stream()
                .filter(file -> file.equals("instance-" + disk.value() + ".qcow2")
                        || file.endsWith("-disk-" + disk.value() + ".qcow2"))
                .filter(file -> file.startsWith("instance-"))
                .findFirst()
                .map(file -> real().contentOf(file))
                .orElse(null);
    }

    @Override
    protected boolean growsFromAnImage(DiskId disk) {
        String file = HostFiles.disk(new InstanceId(disk.value()), disk);
        return RealHost.with(libvirt -> {
            var pool = libvirt.storagePoolLookupByName(HostFiles.OWN_POOL);
            pool.refresh(0);
            var found = HostFiles.find(pool, file);
            return found != null && HostFiles.base(found) != null;
        });
    }

    @Override
    protected boolean keeps(BackupId backup) {
        return real().files().stream().anyMatch(file -> file.startsWith("backup-" + backup.value() + "-"));
    }
}
