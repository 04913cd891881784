package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.port.MachineRoom.Start;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Guests go between two hosts with QEMU, whose addresses stand in MYIDC_REAL_HOSTS, parted by a comma. */
class RealMovesTrial {
    private static final HostId HERE = new HostId(1);
    private static final HostId THERE = new HostId(2);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final long NUMBER = 940_000_000 + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private List<String> uris = List.of();
    private RealRoom room = new RealRoom();

    @BeforeEach
    void need() {
        String given = System.getenv("MYIDC_REAL_HOSTS");
        assertThat(given)
                .as("MYIDC_REAL_HOSTS names two hosts; `node tools/hosts/real-hosts.mjs 2` makes some")
                .contains(",");
        uris = Arrays.asList(String.valueOf(given).split(","));
        room = new RealRoom(uris.toArray(String[]::new));
    }

    @AfterEach
    void leave() {
        for (String uri : uris) {
            room.links().to(uri).call(WITHIN, host -> {
                assertThat(host.listAllDomains(0)).isEmpty();
                for (StoragePool pool : new HostFiles(host).pools()) {
                    assertThat(pool.listVolumes()).isEmpty();
                }
                return true;
            });
        }
    }

    @Test
    void aGuestThatIsOffIsTakenWithItsDiskAndLeavesNothingBehind() throws IOException {
        InstanceId guest = new InstanceId(NUMBER);
        room.define(at(HERE, guest));
        byte[] written = write(guest);

        room.move(new Seat(HERE, guest), at(THERE, guest));
        room.move(new Seat(HERE, guest), at(THERE, guest));

        assertThat(room.state(HERE, guest)).isEqualTo(Power.ABSENT);
        assertThat(room.state(THERE, guest)).isEqualTo(Power.OFF);
        assertThat(read(guest)).isEqualTo(written);
        room.undefine(THERE, guest);
    }

    @Test
    void aGuestThatRunsIsTakenWithItsDiskAndGoesOnRunning() throws IOException {
        InstanceId guest = new InstanceId(NUMBER + 1);
        room.define(at(HERE, guest));
        byte[] written = write(guest);
        room.start(HERE, guest);
        assertThatThrownBy(() -> room.move(new Seat(HERE, guest), at(THERE, guest)))
                .isInstanceOf(RoomFailed.class);

        assertThat(room.moveRunning(new Seat(HERE, guest), at(THERE, guest))).isTrue();

        assertThat(room.state(HERE, guest)).isEqualTo(Power.ABSENT);
        assertThat(room.state(THERE, guest)).isEqualTo(Power.RUNNING);
        room.stop(THERE, guest, Duration.ofSeconds(1));
        assertThat(read(guest)).isEqualTo(written);
        room.undefine(THERE, guest);
    }

    @Test
    void disksOfAGuestThatRunsAreCopiedToAGuestOfTheOtherHost() throws IOException {
        InstanceId guest = new InstanceId(NUMBER + 2);
        room.define(at(HERE, guest));
        byte[] written = write(guest);
        room.start(HERE, guest);
        InstanceId copy = new InstanceId(NUMBER + 3);
        GuestDisk copied = new GuestDisk(
                new DiskId(copy.value()),
                "copy",
                "raw",
                64,
                null,
                new GuestDisk.Source(guest, null, new DiskId(guest.value())));

        room.define(at(THERE, copy, copied));
        room.define(at(THERE, copy, copied));

        assertThat(room.state(HERE, guest)).isEqualTo(Power.RUNNING);
        assertThat(room.state(HERE, copy)).isEqualTo(Power.ABSENT);
        assertThat(read(copy)).isEqualTo(written);
        room.start(THERE, copy);
        assertThat(room.state(THERE, copy)).isEqualTo(Power.RUNNING);
        room.undefine(THERE, copy);
        room.undefine(HERE, guest);
    }

    private static Guest at(HostId host, InstanceId guest) {
        return at(host, guest, GuestDisk.first(new DiskId(guest.value()), null, 64));
    }

    private static Guest at(HostId host, InstanceId guest, GuestDisk disk) {
        return new Guest(
                host,
                guest,
                new Resources(1, 128, 64),
                null,
                null,
                "10.9.8.7",
                List.of(),
                Access.NONE,
                null,
                List.of(disk),
                new Start(null, null),
                List.of());
    }

    /** Puts something on the guest's disk. */
    private byte[] write(InstanceId guest) throws IOException {
        byte[] contents = new byte[1 << 20];
        new Random(guest.value()).nextBytes(contents);
        Path raw = folder.resolve("disk.raw");
        Path disk = folder.resolve(HostFiles.disk(guest, new DiskId(guest.value())));
        Files.write(raw, contents);
        RealHost.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), disk.toString());
        RealHost.run("qemu-img", "resize", "-q", disk.toString(), "64M");
        room.links().to(uris.getFirst()).call(WITHIN, host -> {
            StoragePool pool = host.storagePoolLookupByName("myidc");
            HostFiles.delete(pool, disk.getFileName().toString());
            try {
                return new HostImages(host).send(disk, raw(pool, disk), length(disk));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        room.links().to(uris.getFirst()).call(WITHIN, host -> {
            host.storagePoolLookupByName("myidc").refresh(0);
            return true;
        });
        return contents;
    }

    private static StorageVol raw(StoragePool pool, Path disk) throws LibvirtException {
        return pool.storageVolCreateXML(
                new HostFiles.Spec(disk.getFileName().toString(), "raw", length(disk), null).xml(), 0);
    }

    private static long length(Path file) {
        return file.toFile().length();
    }

    /** What the disk has at the other host where the guest's was written to. */
    private byte @Nullable [] read(InstanceId guest) throws IOException {
        Path disk = folder.resolve("arrived.qcow2");
        room.links().to(uris.getLast()).call(WITHIN, host -> {
            StorageVol found = new HostFiles(host).anywhere(HostFiles.disk(guest, new DiskId(guest.value())));
            if (found == null) {
                throw new RoomFailed("nothing arrived");
            }
            new HostImages(host).fetch(found, disk);
            return true;
        });
        Path raw = folder.resolve("arrived.raw");
        RealHost.run("qemu-img", "dd", "-f", "qcow2", "-O", "raw", "bs=1M", "count=1", "if=" + disk, "of=" + raw);
        return Files.readAllBytes(raw);
    }
}
