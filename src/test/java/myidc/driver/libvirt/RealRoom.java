package myidc.driver.libvirt;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import myidc.compute.port.MachineRoom;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** A room whose only host is the one that answers at an address. */
final class RealRoom implements MachineRoom {
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private final String uri;
    private final HostLinks links = new HostLinks();
    private final LibvirtRoom guests = new LibvirtRoom(links, LIMIT, RealHost.BRIDGE);
    private final LibvirtVolumes volumes = new LibvirtVolumes(links, LIMIT);
    private final Map<VolumeId, InstanceId> having = new HashMap<>();

    RealRoom(String uri) {
        this.uri = uri;
    }

    HostLinks links() {
        return links;
    }

    @Override
    public void define(Guest guest) {
        guests.define(uri, guest);
    }

    @Override
    public void start(HostId host, InstanceId guest) {
        guests.start(uri, guest);
    }

    @Override
    public void stop(HostId host, InstanceId guest, Duration grace) {
        guests.stop(uri, guest, grace);
    }

    @Override
    public void reboot(HostId host, InstanceId guest) {
        guests.reboot(uri, guest, Duration.ofSeconds(1));
    }

    @Override
    public void undefine(HostId host, InstanceId guest) {
        guests.undefine(uri, guest);
    }

    @Override
    public void move(Seat from, Guest to) {
        throw new UnsupportedOperationException("One host alone");
    }

    @Override
    public void backUp(Copy copy) {
        guests.backUp(uri, copy);
    }

    @Override
    public void removeBackup(BackupId backup) {
        guests.removeBackup(uri, backup);
    }

    @Override
    public void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules) {
        guests.filter(uri, guest, rules);
    }

    @Override
    public void volume(Disk disk) {
        Seat seat = disk.seat();
        InstanceId before = having.get(disk.id());
        if (before != null && (seat == null || !before.equals(seat.guest()))) {
            volumes.takeOut(uri, before, disk.id());
        }
        volumes.hold(uri, disk, false);
        having.put(disk.id(), seat == null ? null : Objects.requireNonNull(seat).guest());
    }

    @Override
    public void removeVolume(VolumeId volume) {
        volumes.remove(uri, volume);
    }

    @Override
    public Power state(HostId host, InstanceId guest) {
        return guests.state(uri, guest);
    }
}
