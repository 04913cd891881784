package myidc.driver;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import myidc.compute.event.Deviation;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.MachineRoom;
import myidc.compute.read.Hosts;
import myidc.driver.Places.Place;
import myidc.driver.libvirt.BrokenMoves;
import myidc.driver.libvirt.LibvirtImages;
import myidc.driver.libvirt.LibvirtMoves;
import myidc.driver.libvirt.LibvirtRoom;
import myidc.driver.libvirt.LibvirtVolumes;
import myidc.driver.simulated.SimulatedRoom;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The machine room: real where a host is connected, simulated where it is not. */
@Singleton
public final class RoomByHost implements MachineRoom {
    private static final Logger LOG = Logger.getLogger(RoomByHost.class);
    private static final Duration REBOOT_GRACE = Duration.ofSeconds(30);

    private final Hosts hosts;
    private final LibvirtRoom real;
    private final LibvirtVolumes volumes;
    private final LibvirtImages images;
    private final LibvirtMoves moves;
    private final BrokenMoves broken;
    private final Places places;
    private final SimulatedRoom simulated;

    RoomByHost(Hosts hosts, Real real, Places places, SimulatedRoom simulated) {
        this.hosts = hosts;
        this.real = real.guests();
        this.volumes = real.volumes();
        this.images = real.images();
        this.moves = real.moves();
        this.broken = real.broken();
        this.places = places;
        this.simulated = simulated;
    }

    /** What is done on connected hosts. */
    @Singleton
    record Real(
            LibvirtRoom guests, LibvirtVolumes volumes, LibvirtImages images, LibvirtMoves moves, BrokenMoves broken) {}

    @Override
    public void define(Guest guest) {
        on(
                guest.host(),
                uri -> {
                    fetch(uri, guest);
                    real.define(uri, images.needed(uri, guest));
                },
                () -> simulated.define(guest));
    }

    /** What its disks begin as may be on other hosts: of guests where these are, of backups where they were made. */
    private void fetch(String uri, Guest guest) {
        List<String> others = guest.disks().stream()
                .map(GuestDisk::source)
                .filter(Objects::nonNull)
                .flatMap(source -> source.backupId() == null
                        ? Stream.ofNullable(source.instanceId()).flatMap(from -> places.ofGuest(from).stream())
                        : places.hosts(Places.BACKUP, source.backupId().value()).stream())
                .distinct()
                .flatMap(host -> hosts.uri(host).stream())
                .filter(other -> !other.equals(uri))
                .toList();
        if (!others.isEmpty()) {
            moves.fetch(others, uri, guest);
        }
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
    public boolean grow(Guest guest) {
        return hosts.uri(guest.host())
                .map(uri -> real.grow(uri, images.needed(uri, guest)))
                .orElseGet(() -> simulated.grow(guest));
    }

    @Override
    public void undefine(HostId host, InstanceId guest) {
        on(
                host,
                uri -> {
                    real.undefine(uri, guest);
                    sweep(uri);
                },
                () -> simulated.undefine(host, guest));
    }

    @Override
    public void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires) {
        on(host, uri -> real.filter(uri, guest, rules, wires), () -> simulated.filter(host, guest, rules, wires));
    }

    @Override
    public void move(Seat from, Guest to) {
        Optional<String> source = hosts.uri(from.host());
        Optional<String> target = hosts.uri(to.host());
        if (alike(from, to, source, target)) {
            begin(from, to, null);
            moves.cold(source.orElseThrow(), target.orElseThrow(), images.named(to));
        } else {
            simulated.move(from, to);
        }
    }

    @Override
    public boolean moveRunning(Seat from, Guest to) {
        Optional<String> source = hosts.uri(from.host());
        Optional<String> target = hosts.uri(to.host());
        if (!alike(from, to, source, target)) {
            return simulated.moveRunning(from, to);
        }
        begin(from, to, to.id());
        return moves.live(source.orElseThrow(), target.orElseThrow(), images.named(to));
    }

    private void begin(Seat from, Guest to, @Nullable InstanceId running) {
        for (HostId host : List.of(from.host(), to.host())) {
            places.keep(Places.MOVE, to.id().value(), host, running);
        }
    }

    @Override
    public boolean settle(Seat from, Guest to) {
        Optional<String> source = hosts.uri(from.host());
        Optional<String> target = hosts.uri(to.host());
        if (!alike(from, to, source, target)) {
            return simulated.settle(from, to);
        }
        boolean ran = places.hasGuest(Places.MOVE, to.id().value(), to.host());
        return broken.settle(source.orElseThrow(), target.orElseThrow(), to, ran);
    }

    /** What else of it is about goes before it runs on; a move that began meanwhile has its own end. */
    @Override
    public void clearMoves(InstanceId guest, @Nullable Guest there) {
        HostId own = there == null ? null : there.host();
        Map<HostId, Long> touched = places.turns(Places.MOVE, guest.value());
        touched.forEach((host, turn) -> {
            if (!host.equals(own)) {
                hosts.uri(host).ifPresent(uri -> clear(uri, guest, there));
                places.forget(Places.MOVE, guest.value(), host, turn);
            }
        });
        Long turn = own == null ? null : touched.get(own);
        if (own != null
                && turn != null
                && turn.equals(places.turns(Places.MOVE, guest.value()).get(own))) {
            hosts.uri(own).ifPresent(uri -> broken.goOn(uri, guest));
            places.forget(Places.MOVE, guest.value(), own, turn);
        }
    }

    private void clear(String uri, InstanceId guest, @Nullable Guest there) {
        Optional<String> own = there == null ? Optional.empty() : hosts.uri(there.host());
        if (there == null || own.isEmpty()) {
            real.undefine(uri, guest);
        } else {
            broken.clear(uri, guest, !moves.isShared(own.get(), uri, there));
        }
    }

    /** Whether both are connected; that one of them is alone cannot be. */
    private static boolean alike(Seat from, Guest to, Optional<String> source, Optional<String> target) {
        if (source.isPresent() != target.isPresent()) {
            throw new RoomFailed("no guest goes from " + from.host() + " to " + to.host()
                    + ", of which one is connected and the other simulated");
        }
        return source.isPresent();
    }

    @Override
    public void backUp(Copy copy) {
        HostId host = copy.seat().host();
        on(
                host,
                uri -> {
                    places.keep(Places.BACKUP, copy.id().value(), host, null);
                    real.backUp(uri, copy);
                },
                () -> simulated.backUp(copy));
    }

    @Override
    public void removeBackup(BackupId backup) {
        everywhere(Places.BACKUP, backup.value(), uri -> real.removeBackup(uri, backup));
        simulated.removeBackup(backup);
    }

    /** The guest is gone either way; the next one that goes has it tried again. */
    private void sweep(String uri) {
        try {
            images.sweep(uri);
        } catch (RoomFailed e) {
            LOG.infof("Images that nobody needs stay on %s for now: %s", uri, e.getMessage());
        }
    }

    /** Each host is asked before one that fails is told of. */
    private void everywhere(String kind, long number, Consumer<String> deed) {
        RoomFailed failed = null;
        for (HostId host : places.hosts(kind, number)) {
            try {
                hosts.uri(host).ifPresent(deed);
                places.forget(kind, number, host);
            } catch (RoomFailed e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** A volume that no guest of a connected host had yet is made there when one gets it. */
    @Override
    public void volume(Disk disk) {
        Place before = places.last(Places.VOLUME, disk.id().value()).orElse(null);
        Seat seat = disk.seat();
        if (before != null && before.guest() != null && (seat == null || !isSame(before, seat))) {
            InstanceId guest = before.guest();
            hosts.uri(before.host()).ifPresent(uri -> volumes.takeOut(uri, guest, disk.id()));
            places.keep(Places.VOLUME, disk.id().value(), before.host(), null);
        }
        HostId host = seat != null ? seat.host() : before != null ? before.host() : home(disk.source());
        Optional<String> uri = host == null ? Optional.empty() : hosts.uri(host);
        if (uri.isEmpty() || host == null) {
            if (before != null) {
                throw new RoomFailed(
                        disk.id() + " lies on " + before.host() + ", a connected host, and " + host + " is none");
            }
            simulated.volume(disk);
            return;
        }
        boolean known = before != null && !before.host().equals(host);
        if (!known) {
            places.keep(Places.VOLUME, disk.id().value(), host, seat == null ? null : seat.guest());
        }
        volumes.hold(uri.get(), disk, known);
        places.keep(Places.VOLUME, disk.id().value(), host, seat == null ? null : seat.guest());
    }

    private static boolean isSame(Place place, Seat seat) {
        return seat.guest().equals(place.guest()) && seat.host().equals(place.host());
    }

    private @Nullable HostId home(@Nullable VolumeId source) {
        return source == null
                ? null
                : places.last(Places.VOLUME, source.value()).map(Place::host).orElse(null);
    }

    @Override
    public void removeVolume(VolumeId volume) {
        everywhere(Places.VOLUME, volume.value(), uri -> volumes.remove(uri, volume));
        simulated.removeVolume(volume);
    }

    @Override
    public Power state(HostId host, InstanceId guest) {
        return hosts.uri(host).map(uri -> real.state(uri, guest)).orElseGet(() -> simulated.state(host, guest));
    }

    @Override
    public Ending ending(HostId host, InstanceId guest) {
        return hosts.uri(host).map(uri -> real.ending(uri, guest)).orElseGet(() -> simulated.ending(host, guest));
    }

    @Override
    public List<Deviation> deviations(Guest guest) {
        return hosts.uri(guest.host())
                .map(uri -> real.deviations(uri, guest))
                .orElseGet(() -> simulated.deviations(guest));
    }

    private void on(HostId host, Consumer<String> really, Runnable otherwise) {
        Optional<String> uri = hosts.uri(host);
        uri.ifPresentOrElse(really, otherwise);
    }
}
