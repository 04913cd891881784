package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.Resources;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Start;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consoles of a guest of QEMU's, on the host whose address stands first in MYIDC_REAL_HOSTS; its image linode/debian12 is the mini guest. */
class RealConsolesTrial {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration BOOTED_WITHIN = Duration.ofSeconds(60);
    private static final HostId HOST = new HostId(1);
    private static final InstanceId GUEST =
            new InstanceId(930_000_000 + ProcessHandle.current().pid());

    private final RealRoom room = new RealRoom(address());
    private final LibvirtConsoles consoles = new LibvirtConsoles(room.links(), LIMIT);

    private static String address() {
        String given = System.getenv("MYIDC_REAL_HOSTS");
        assertThat(given)
                .as("MYIDC_REAL_HOSTS names a host; `node tools/hosts/real-hosts.mjs` makes some")
                .isNotBlank();
        return String.valueOf(given).split(",", -1)[0];
    }

    @BeforeEach
    void start() {
        room.define(new Guest(
                HOST,
                GUEST,
                new Resources(1, 192, 128),
                null,
                null,
                "10.9.8.7",
                List.of(),
                Access.NONE,
                null,
                List.of(GuestDisk.first(new DiskId(GUEST.value()), "linode/debian12", 128)),
                new Start(null, null),
                List.of()));
        room.start(HOST, GUEST);
    }

    @AfterEach
    void leave() {
        room.undefine(HOST, GUEST);
    }

    @Test
    void whatIsTypedIsAnsweredOnTheTextConsole() throws InterruptedException {
        Seen seen = new Seen();
        try (Line line = consoles.open(address(), GUEST, Kind.TEXT, seen)) {
            seen.until("/ # ", BOOTED_WITHIN);
            line.type("echo a''nswered\r".getBytes(StandardCharsets.US_ASCII));
            seen.until("answered", LIMIT);
        }
    }

    @Test
    void theScreenOfAGuestOnThisMachineIsShownWithoutAPassword() throws InterruptedException {
        Seen seen = new Seen();
        try (Line line = consoles.open(address(), GUEST, Kind.SCREEN, seen)) {
            seen.until("RFB 003.008\n", LIMIT);
            line.type("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
            line.type(new byte[] {1});
            line.type(new byte[] {1});
            seen.until("QEMU", LIMIT);
            line.type(new byte[] {3, 0, 0, 0, 0, 0, 0, 8, 0, 8});
            seen.atLeast(8 * 8 * 4, LIMIT);
        }
    }

    /** What a viewer was told. */
    private static final class Seen implements Viewer {
        private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public void bytes(byte[] piece) {
            pieces.add(piece);
        }

        @Override
        public void ended(String why) {
            pieces.add(("[ended: " + why + "]").getBytes(StandardCharsets.UTF_8));
        }

        void atLeast(int bytes, Duration within) throws InterruptedException {
            int before = all.size();
            long end = System.nanoTime() + within.toNanos();
            while (all.size() - before < bytes) {
                byte[] piece = pieces.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(piece).as("%d more bytes within %s", bytes, within).isNotNull();
                all.writeBytes(piece);
            }
        }

        void until(String text, Duration within) throws InterruptedException {
            long end = System.nanoTime() + within.toNanos();
            while (!all.toString(StandardCharsets.UTF_8).contains(text)) {
                byte[] piece = pieces.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(piece)
                        .as("%s within %s; so far: %s", text, within, all.toString(StandardCharsets.UTF_8))
                        .isNotNull();
                all.writeBytes(piece);
            }
        }
    }
}
