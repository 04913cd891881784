package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import myidc.compute.ComputeRefusal;
import myidc.compute.FoundCommand.ConfirmDeviationsUndone;
import myidc.compute.FoundCommand.ConfirmRestoredGuest;
import myidc.compute.FoundCommand.FollowFound;
import myidc.compute.FoundCommand.LeaveDeviations;
import myidc.compute.FoundCommand.Seen;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.event.Deviation;
import myidc.compute.placement.GuestBelongings;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** What was done to guests behind the book's back: the book follows it, or it is undone in the machine room. */
@Singleton
public class DriftDesk {
    private static final int GUESTS_MAX = 1_000;
    private static final String FILTER = "FILTER";

    private final Commands commands;
    private final MachineRoom room;
    private final RoomCalls calls;
    private final GuestDefinitions definitions;
    private final Held held;

    DriftDesk(Commands commands, MachineRoom room, RoomCalls calls, GuestDefinitions definitions, Held held) {
        this.commands = commands;
        this.room = room;
        this.calls = calls;
        this.definitions = definitions;
        this.held = held;
    }

    /** Asks the host of each of its guests that is not in transition, the first thousand. */
    public List<Found> look(HostId host) {
        List<Found> drift = new ArrayList<>();
        for (InstanceView guest : still(host)) {
            Seen seen = seen(guest, host);
            List<Deviation> deviations = deviations(guest, seen);
            if (seen != booked(guest) || !deviations.isEmpty()) {
                drift.add(new Found(guest.id, guest.status, seen.name(), deviations));
            }
        }
        return drift;
    }

    /** The book follows what its host has of the guest now; one that is defined otherwise there is left so. */
    public void accept(HostId host, InstanceId id) {
        InstanceView guest = drifted(host, id);
        Seen seen = seen(guest, host);
        List<Deviation> deviations = deviations(guest, seen);
        if (deviations.stream().anyMatch(DriftDesk::isFilter)) {
            throw Refused.because(
                    ComputeRefusal.FILTER_DRIFT, "The filter of " + id + " on " + host + " is to be set again first");
        }
        commands.perform(
                () -> {
                    commands.send(new FollowFound(id, seen));
                    if (seen == Seen.ABSENT) {
                        held.belongings().release(guest);
                    } else if (!deviations.isEmpty()) {
                        commands.send(new LeaveDeviations(id, deviations));
                    }
                },
                () -> Boolean.TRUE);
    }

    /** Its host gets the guest as the book has it; what its disks held is lost with them. */
    public void undo(HostId host, InstanceId id) {
        InstanceView guest = drifted(host, id);
        Seen seen = seen(guest, host);
        boolean runs = guest.status.equals("RUNNING");
        List<Deviation> deviations = deviations(guest, seen);
        if (seen == Seen.ABSENT || !deviations.stream().allMatch(DriftDesk::isFilter)) {
            ask(() -> calls.within(() -> {
                room.define(definitions.present(guest));
                return Boolean.TRUE;
            }));
        }
        if (deviations.stream().anyMatch(DriftDesk::isFilter)) {
            setFilter(guest);
        }
        commands.perform(
                () -> {
                    if (!deviations.isEmpty()) {
                        commands.send(new ConfirmDeviationsUndone(id, deviations));
                    }
                    if (seen == booked(guest)) {
                        return;
                    }
                    commands.send(seen == Seen.ABSENT ? new ConfirmRestoredGuest(id) : new FollowFound(id, seen));
                    if (runs) {
                        commands.send(new BootInstance(id, null));
                    } else if (seen == Seen.RUNNING) {
                        commands.send(new ShutDownInstance(id));
                    }
                },
                () -> Boolean.TRUE);
    }

    /** Its host gets its filter as the book has it; what else is otherwise there stays so. */
    public void filter(HostId host, InstanceId id) {
        InstanceView guest = drifted(host, id);
        List<Deviation> deviations = deviations(guest, seen(guest, host)).stream()
                .filter(DriftDesk::isFilter)
                .toList();
        if (deviations.isEmpty()) {
            throw Refused.because(ComputeRefusal.NO_DRIFT, "The filter of " + id + " is on " + host + " as it was set");
        }
        setFilter(guest);
        commands.send(new ConfirmDeviationsUndone(id, deviations));
    }

    private void setFilter(InstanceView guest) {
        Guest booked = definitions.present(guest);
        ask(() -> calls.within(() -> {
            room.filter(booked.host(), booked.id(), booked.filter(), booked.wires());
            return Boolean.TRUE;
        }));
    }

    private static boolean isFilter(Deviation deviation) {
        return deviation.part().equals(FILTER);
    }

    private InstanceView drifted(HostId host, InstanceId id) {
        InstanceView guest = find(id).filter(known -> known.hostId != null && known.hostId == host.value())
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "The book has no " + id + " on " + host));
        Seen seen = seen(guest, host);
        if (seen == booked(guest) && deviations(guest, seen).isEmpty()) {
            throw Refused.because(ComputeRefusal.NO_DRIFT, id + " is on " + host + " as the book has it");
        }
        return guest;
    }

    private Seen seen(InstanceView guest, HostId host) {
        Power power = ask(() -> calls.within(() -> room.state(host, new InstanceId(guest.id))));
        return switch (power) {
            case RUNNING -> Seen.RUNNING;
            case OFF -> Seen.OFF;
            case ABSENT -> Seen.ABSENT;
        };
    }

    private List<Deviation> deviations(InstanceView guest, Seen seen) {
        if (seen == Seen.ABSENT) {
            return List.of();
        }
        List<Deviation> deviations = asked(guest);
        if (deviations.stream().noneMatch(DriftDesk::isFilter)) {
            return deviations;
        }
        // It may have been set between two questions of one look; what the host has still to be told of is no drift.
        List<Deviation> again = asked(guest);
        return held.filters().awaits(new InstanceId(guest.id))
                ? again.stream().filter(each -> !isFilter(each)).toList()
                : again;
    }

    private List<Deviation> asked(InstanceView guest) {
        return guest.unknown(ask(() -> calls.within(() -> room.deviations(definitions.present(guest)))));
    }

    private static <R> R ask(Supplier<R> question) {
        try {
            return question.get();
        } catch (RoomFailed e) {
            throw Refused.because(ComputeRefusal.HOST_LOST, "The host says: " + e.getMessage());
        }
    }

    private static Seen booked(InstanceView guest) {
        return guest.status.equals("RUNNING") ? Seen.RUNNING : Seen.OFF;
    }

    @Transactional
    List<InstanceView> still(HostId host) {
        return InstanceView.<InstanceView>find(
                        "hostId = ?1 and status in ('RUNNING', 'OFFLINE') and work is null order by id", host.value())
                .page(0, GUESTS_MAX)
                .list();
    }

    @Transactional
    Optional<InstanceView> find(InstanceId id) {
        return held.instances().find(id);
    }

    /**
     * A guest that is otherwise on its host than in the book.
     *
     * @param booked RUNNING or OFFLINE
     * @param seen RUNNING, OFF or ABSENT
     * @param deviations in what it is defined otherwise there
     */
    public record Found(long instanceId, String booked, String seen, List<Deviation> deviations) {}

    /** What a guest that is gone held, and what its host has still to be told. */
    @Singleton
    record Held(Instances instances, GuestBelongings belongings, FilterWork filters) {}
}
