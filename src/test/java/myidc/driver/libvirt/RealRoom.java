package myidc.driver.libvirt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import myidc.compute.event.Deviation;
import myidc.compute.port.MachineRoom;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** A room whose hosts answer at these addresses: host-1 at the first, and so on. */
final class RealRoom implements MachineRoom {
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private final List<String> uris;
    private final HostLinks links = new HostLinks(UnaryOperator.identity());
    private final LibvirtRoom guests =
            new LibvirtRoom(links, new RememberedFilters(), LIMIT, new HostNet(RealHost.BRIDGE, Screens.LOCAL), 0);
    private final LibvirtVolumes volumes = new LibvirtVolumes(links, LIMIT);
    private final BrokenMoves broken = new BrokenMoves(links, guests, LIMIT);
    private final LibvirtMoves moves = new LibvirtMoves(links, guests, broken, LIMIT);
    private final Map<VolumeId, InstanceId> having = new HashMap<>();

    RealRoom(String... uris) {
        this.uris = List.of(uris);
    }

    HostLinks links() {
        return links;
    }

    private String uri(HostId host) {
        return uris.get((int) host.value() - 1);
    }

    @Override
    public void define(Guest guest) {
        moves.fetch(
                uris.stream().filter(each -> !each.equals(uri(guest.host()))).toList(), uri(guest.host()), guest);
        guests.define(uri(guest.host()), guest);
    }

    @Override
    public void start(HostId host, InstanceId guest) {
        guests.start(uri(host), guest);
    }

    @Override
    public void stop(HostId host, InstanceId guest, Duration grace) {
        guests.stop(uri(host), guest, grace);
    }

    @Override
    public void reboot(HostId host, InstanceId guest) {
        guests.reboot(uri(host), guest, Duration.ofSeconds(1));
    }

    @Override
    public boolean grow(Guest guest) {
        return guests.grow(uri(guest.host()), guest);
    }

    @Override
    public void undefine(HostId host, InstanceId guest) {
        guests.undefine(uri(host), guest);
    }

    @Override
    public void move(Seat from, Guest to) {
        moves.cold(uri(from.host()), uri(to.host()), to);
    }

    @Override
    public boolean moveRunning(Seat from, Guest to) {
        return moves.live(uri(from.host()), uri(to.host()), to);
    }

    @Override
    public boolean settle(Seat from, Guest to) {
        return broken.settle(uri(from.host()), uri(to.host()), to, true);
    }

    @Override
    public void clearMoves(InstanceId guest, @Nullable Guest there) {
        throw new UnsupportedOperationException("nobody keeps where moves went");
    }

    @Override
    public void backUp(Copy copy) {
        guests.backUp(uri(copy.seat().host()), copy);
    }

    @Override
    public void removeBackup(BackupId backup) {
        guests.removeBackup(uris.getFirst(), backup);
    }

    @Override
    public void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires) {
        guests.filter(uri(host), guest, rules, wires);
    }

    @Override
    public void volume(Disk disk) {
        Seat seat = disk.seat();
        InstanceId before = having.get(disk.id());
        if (before != null && (seat == null || !before.equals(seat.guest()))) {
            volumes.takeOut(uris.getFirst(), before, disk.id());
        }
        volumes.hold(uris.getFirst(), disk, false);
        having.put(disk.id(), seat == null ? null : Objects.requireNonNull(seat).guest());
    }

    @Override
    public void removeVolume(VolumeId volume) {
        volumes.remove(uris.getFirst(), volume);
    }

    @Override
    public List<Deviation> deviations(Guest guest) {
        return guests.deviations(uri(guest.host()), guest);
    }

    @Override
    public Power state(HostId host, InstanceId guest) {
        return guests.state(uri(host), guest);
    }

    @Override
    public Ending ending(HostId host, InstanceId guest) {
        return guests.ending(uri(host), guest);
    }

    /** As long as the room is. */
    private static final class RememberedFilters implements ToldFilters {
        private final Map<String, String> told = new HashMap<>();

        @Override
        public void keep(String uri, InstanceId guest, String text) {
            told.put(uri + guest, text);
        }

        @Override
        public @Nullable String of(String uri, InstanceId guest) {
            return told.get(uri + guest);
        }

        @Override
        public void forget(String uri, InstanceId guest) {
            told.remove(uri + guest);
        }
    }
}
