package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Start;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on the host whose address stands first in MYIDC_REAL_HOSTS. */
class RealImagesTrial {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final HostId HOST = new HostId(1);
    private static final long NUMBER = 950_000_000 + ProcessHandle.current().pid();
    private static final String NAME = "private." + NUMBER;

    @TempDir
    private Path folder;

    private RealRoom room = new RealRoom();
    private String uri = "";

    @BeforeEach
    void need() {
        String given = System.getenv("MYIDC_REAL_HOSTS");
        assertThat(given)
                .as("MYIDC_REAL_HOSTS names a host; `node tools/hosts/real-hosts.mjs` makes some")
                .isNotBlank();
        uri = String.valueOf(given).split(",", -1)[0];
        room = new RealRoom(uri);
    }

    @AfterEach
    void leave() {
        on(host -> {
            var pool = host.storagePoolLookupByName(HostFiles.IMAGES);
            for (String file : pool.listVolumes()) {
                if (file.startsWith(NAME)) {
                    HostFiles.delete(pool, file);
                }
            }
            return true;
        });
    }

    @Test
    void anImageArrivesAsItWasSentAndNoGuestChangesIt() throws IOException {
        Path image = image();
        String sum = sum(image);
        on(host -> {
            new HostImages(host).bring(image, sum);
            return true;
        });
        InstanceId guest = new InstanceId(NUMBER);

        room.define(of(guest));
        room.start(HOST, guest);
        room.stop(HOST, guest, Duration.ofSeconds(1));
        Path after = folder.resolve("after.qcow2");
        on(host -> {
            HostImages images = new HostImages(host);
            images.fetch(Objects.requireNonNull(images.find(NAME)), after);
            return true;
        });

        assertThat(sum(after)).isEqualTo(sum);
        room.undefine(HOST, guest);
    }

    @Test
    void anImageThatIsNotWhatItWasIsRefusedAndLeftOut() throws IOException {
        Path image = image();
        String sum = sum(image);
        byte[] changed = Files.readAllBytes(image);
        changed[changed.length - 1] ^= 1;
        Files.write(image, changed);

        assertThatThrownBy(() -> on(host -> {
                    new HostImages(host).bring(image, sum);
                    return true;
                }))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("checksum");
        on(host -> {
            assertThat(new HostImages(host).find(NAME)).isNull();
            return true;
        });
    }

    private void on(HostLink.Work<Boolean> work) {
        assertThat(room.links().to(uri).call(WITHIN, work)).isTrue();
    }

    private Path image() throws IOException {
        byte[] contents = new byte[2 << 20];
        new Random(7).nextBytes(contents);
        Path raw = folder.resolve("image.raw");
        Files.write(raw, contents);
        Path image = folder.resolve(NAME + ".qcow2");
        RealHost.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), image.toString());
        return image;
    }

    private static String sum(Path file) throws IOException {
        return HexFormat.of().formatHex(ImageFolder.sha256().digest(Files.readAllBytes(file)));
    }

    private static Guest of(InstanceId guest) {
        return new Guest(
                HOST,
                guest,
                new Resources(1, 128, 64),
                null,
                null,
                "10.9.8.7",
                List.of(),
                Access.NONE,
                null,
                List.of(GuestDisk.first(new DiskId(guest.value()), NAME, 64)),
                new Start(null, null),
                List.of());
    }
}
