package myidc.driver;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import myidc.compute.port.MachineRoom;
import myidc.compute.read.Hosts;
import myidc.driver.libvirt.LibvirtRoom;
import myidc.driver.simulated.SimulatedRoom;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** The machine room: real where a host is connected, simulated where it is not. */
@Singleton
public final class RoomByHost implements MachineRoom {
    private static final Duration REBOOT_GRACE = Duration.ofSeconds(30);

    private final Hosts hosts;
    private final LibvirtRoom real;
    private final SimulatedRoom simulated;

    RoomByHost(Hosts hosts, LibvirtRoom real, SimulatedRoom simulated) {
        this.hosts = hosts;
        this.real = real;
        this.simulated = simulated;
    }

    @Override
    public void define(Guest guest) {
        on(
                guest.host(),
                uri -> {
                    asEver(guest);
                    real.define(uri, guest);
                },
                () -> simulated.define(guest));
    }

    @Override
    public void start(HostId host, InstanceId guest) {
        on(host, uri -> real.start(uri, guest), () -> simulated.start(host, guest));
    }

    @Override
    public void stop(HostId host, InstanceId guest, Duration grace) {
        on(host, uri -> real.stop(uri, guest, grace), () -> simulated.stop(host, guest, grace));
    }

    @Override
    public void reboot(HostId host, InstanceId guest) {
        on(host, uri -> real.reboot(uri, guest, REBOOT_GRACE), () -> simulated.reboot(host, guest));
    }

    @Override
    public void undefine(HostId host, InstanceId guest) {
        on(host, uri -> real.undefine(uri, guest), () -> simulated.undefine(host, guest));
    }

    @Override
    public void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules) {
        on(host, uri -> real.filter(uri, guest, rules), () -> simulated.filter(host, guest, rules));
    }

    @Override
    public void move(Seat from, Guest to) {
        simulatedAlone(from.host());
        simulatedAlone(to.host());
        simulated.move(from, to);
    }

    @Override
    public void backUp(Copy copy) {
        simulatedAlone(copy.seat().host());
        simulated.backUp(copy);
    }

    @Override
    public void removeBackup(BackupId backup) {
        simulated.removeBackup(backup);
    }

    private void simulatedAlone(HostId host) {
        if (hosts.uri(host).isPresent()) {
            throw new RoomFailed(host + " is a connected host, which neither moves guests nor backs them up yet");
        }
    }

    /** Rather refused than taken for done: a connected host knows one disk of a guest, the one it was made with. */
    private static void asEver(Guest guest) {
        boolean whole = guest.isOnFirstDisk()
                && guest.disks().getFirst().sizeMb() == guest.size().diskMb();
        if (!whole || guest.start().rescue() != null) {
            throw new RoomFailed(guest.host()
                    + " is a connected host, which knows no other disks, copies, rebuilds or rescue of guests yet");
        }
    }

    @Override
    public void volume(Disk disk) {
        Seat seat = disk.seat();
        if (seat != null && hosts.uri(seat.host()).isPresent()) {
            throw new RoomFailed(seat.host() + " is a connected host, which takes no volumes yet");
        }
        simulated.volume(disk);
    }

    @Override
    public void removeVolume(VolumeId volume) {
        simulated.removeVolume(volume);
    }

    @Override
    public Power state(HostId host, InstanceId guest) {
        return hosts.uri(host).map(uri -> real.state(uri, guest)).orElseGet(() -> simulated.state(host, guest));
    }

    private void on(HostId host, Consumer<String> really, Runnable otherwise) {
        Optional<String> uri = hosts.uri(host);
        uri.ifPresentOrElse(really, otherwise);
    }
}
