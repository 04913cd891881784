package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.HostCommand.ConnectHost;
import myidc.compute.HostCommand.CordonHost;
import myidc.compute.HostCommand.DisconnectHost;
import myidc.compute.HostCommand.DrainHost;
import myidc.compute.HostCommand.EnableHost;
import myidc.compute.HostCommand.MoveHost;
import myidc.compute.HostCommand.PinHost;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.HostCommand.ReportHostLost;
import myidc.compute.HostCommand.ReportHostReturned;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.HostCommand.UncordonHost;
import myidc.compute.HostCommand.UnpinHost;
import myidc.compute.event.HostEvent.CapacityReleased;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.HostConnected;
import myidc.compute.event.HostEvent.HostCordoned;
import myidc.compute.event.HostEvent.HostDisconnected;
import myidc.compute.event.HostEvent.HostDrainRequested;
import myidc.compute.event.HostEvent.HostDrained;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.HostEvent.HostLost;
import myidc.compute.event.HostEvent.HostMoved;
import myidc.compute.event.HostEvent.HostPinned;
import myidc.compute.event.HostEvent.HostReturned;
import myidc.compute.event.HostEvent.HostUncordoned;
import myidc.compute.event.HostEvent.HostUnpinned;
import myidc.compute.event.HostEvent.ReservationChanged;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A host: never promises more than its capacity times its overcommitment. */
final class Host extends HostOvercommit {
    private static final String URIS = "compute.host-uri";
    private static final int PINNED_MAX = 50;

    private @Nullable SiteId site;
    private @Nullable String uri;
    private Resources reserved = Resources.NONE;
    private final Map<Long, Resources> reservations = new HashMap<>();
    private boolean cordoned;
    private boolean draining;
    private boolean lost;
    private Set<TenantId> pinned = Set.of();
    private boolean onlyThere;

    Host() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(EnableHost command, Claims claims) {
        String name = Check.text("name", command.name(), 80);
        Resources capacity = command.capacity();
        Check.range("vcpus", capacity.vcpus(), 1, 4_096);
        Check.range("memoryMb", capacity.memoryMb(), 256, 64L * 1024 * 1024);
        Check.range("diskGb", capacity.diskMb() / 1024, 1, 10L * 1024 * 1024);
        Overcommit overcommit = command.overcommit();
        ratios("overcommit.", overcommit);
        claims.take(
                new Claims.Claim("compute.device", command.deviceId().text(), "deviceId"),
                command.hostId().text(),
                ComputeRefusal.DEVICE_IS_HOST);
        apply(new HostEnabled(command.hostId(), command.deviceId(), command.siteId(), name, capacity, overcommit));
    }

    @CommandHandler
    void decide(ConnectHost command, Claims claims) {
        String wanted = HostUri.checked("uri", command.uri());
        String present = uri;
        if (wanted.equals(present)) {
            return;
        }
        if (present == null) {
            emptied("is connected");
        } else {
            claims.release(URIS, present, known().text());
        }
        claims.take(new Claims.Claim(URIS, wanted, "uri"), known().text(), ComputeRefusal.HOST_URI_TAKEN);
        apply(new HostConnected(known(), wanted));
    }

    @CommandHandler
    void decide(DisconnectHost command, Claims claims) {
        String present = uri;
        if (present == null) {
            throw Refused.because(ComputeRefusal.HOST_STATE, known() + " is not connected");
        }
        emptied("is disconnected");
        claims.release(URIS, present, known().text());
        apply(new HostDisconnected(known()));
    }

    /** Guests cannot go from the simulated room to a real one, or back. */
    private void emptied(String before) {
        if (!reservations.isEmpty()) {
            throw Refused.because(
                    ComputeRefusal.HOST_STATE,
                    known() + " holds " + reservations.size() + " guests, which have to go before it " + before);
        }
    }

    @CommandHandler
    void decide(ReserveCapacity command, Claims claims, Clock clock) {
        long guest = command.instanceId().value();
        if (reservations.containsKey(guest)) {
            return;
        }
        if (cordoned || draining || lost) {
            throw Refused.because(ComputeRefusal.HOST_CLOSED, known() + " takes no new guests");
        }
        if (!pinned.isEmpty() && !pinned.contains(command.tenantId())) {
            throw Refused.because(ComputeRefusal.HOST_PINNED, known() + " is kept for other tenants");
        }
        fits(command.wanted(), Resources.NONE, clock);
        apply(new CapacityReserved(known(), command.instanceId(), command.wanted()));
        hold(command.instanceId(), command.gpus(), claims);
        if (command.encrypted()) {
            promise(command.instanceId());
        }
    }

    @CommandHandler
    void decide(ChangeReservation command, Clock clock) {
        Resources before = reservations.get(command.instanceId().value());
        if (before == null) {
            throw Refused.because(
                    ComputeRefusal.HOST_STATE, known() + " holds no reservation of " + command.instanceId());
        }
        if (before.equals(command.wanted())) {
            return;
        }
        fits(command.wanted(), before, clock);
        apply(new ReservationChanged(known(), command.instanceId(), before, command.wanted()));
    }

    private void fits(Resources wanted, Resources before, Clock clock) {
        Resources limit = most(clock.instant());
        if (!wanted.within(before) && !reserved.minus(before).plus(wanted).within(limit)) {
            Resources free = limit.minus(reserved).plus(before);
            throw Refused.because(
                    ComputeRefusal.HOST_FULL,
                    known() + " has " + free.vcpus() + " vCPUs, " + free.memoryMb() + " MiB memory and "
                            + free.diskMb() + " MiB disk left; " + wanted.vcpus() + ", " + wanted.memoryMb() + " and "
                            + wanted.diskMb() + " are wanted");
        }
    }

    @CommandHandler
    void decide(ReleaseCapacity command, Claims claims) {
        Resources held = reservations.get(command.instanceId().value());
        if (held == null) {
            return;
        }
        release(command.instanceId(), claims);
        endPromise(command.instanceId());
        apply(new CapacityReleased(known(), command.instanceId(), held));
        if (draining && reservations.isEmpty()) {
            apply(new HostDrained(known()));
        }
    }

    @CommandHandler
    void decide(MoveHost command) {
        if (command.siteId().equals(site)) {
            return;
        }
        if (!reservations.isEmpty()) {
            throw Refused.because(
                    ComputeRefusal.HOST_STATE,
                    known() + " runs " + reservations.size() + " guests of " + site + " and cannot go to another site");
        }
        apply(new HostMoved(known(), command.siteId()));
    }

    @CommandHandler
    void decide(CordonHost command) {
        String reason = Check.text("reason", command.reason(), 200);
        if (cordoned) {
            throw Refused.because(ComputeRefusal.HOST_STATE, known() + " is cordoned already");
        }
        apply(new HostCordoned(known(), reason));
    }

    @CommandHandler
    void decide(UncordonHost command) {
        if (!cordoned && !draining) {
            throw Refused.because(ComputeRefusal.HOST_STATE, known() + " is not cordoned");
        }
        apply(new HostUncordoned(known()));
    }

    @CommandHandler
    void decide(PinHost command) {
        List<TenantId> tenants = command.tenantIds();
        Check.range("tenantIds", tenants.size(), 1, PINNED_MAX);
        Set<TenantId> wanted = new HashSet<>(tenants);
        if (wanted.size() < tenants.size()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tenantIds", "tenantIds must name each tenant once");
        }
        String reason = Check.text("reason", command.reason(), 200);
        if (wanted.equals(pinned) && command.onlyThere() == onlyThere) {
            return;
        }
        apply(new HostPinned(known(), List.copyOf(tenants), command.onlyThere(), reason));
    }

    @CommandHandler
    void decide(UnpinHost command) {
        if (pinned.isEmpty()) {
            throw Refused.because(ComputeRefusal.HOST_STATE, known() + " is kept for nobody");
        }
        apply(new HostUnpinned(known()));
    }

    @CommandHandler
    void decide(DrainHost command) {
        if (draining) {
            throw Refused.because(ComputeRefusal.HOST_STATE, known() + " is being drained already");
        }
        apply(new HostDrainRequested(known()));
        if (reservations.isEmpty()) {
            apply(new HostDrained(known()));
        }
    }

    @CommandHandler
    void decide(ReportHostLost command) {
        if (!lost) {
            apply(new HostLost(known(), Check.text("reason", command.reason(), 200)));
        }
    }

    @CommandHandler
    void decide(ReportHostReturned command) {
        if (lost) {
            apply(new HostReturned(known()));
        }
    }

    @EventSourcingHandler
    void evolve(HostEnabled fact) {
        id = fact.hostId();
        site = fact.siteId();
        enabled(fact.capacity(), fact.overcommit());
    }

    @EventSourcingHandler
    void evolve(HostConnected fact) {
        uri = fact.uri();
    }

    @EventSourcingHandler
    void evolve(HostDisconnected fact) {
        uri = null;
    }

    @EventSourcingHandler
    void evolve(HostMoved fact) {
        site = fact.siteId();
    }

    @EventSourcingHandler
    void evolve(CapacityReserved fact) {
        hold(fact.instanceId(), fact.reserved());
    }

    @EventSourcingHandler
    void evolve(ReservationChanged fact) {
        hold(fact.instanceId(), fact.reserved());
    }

    private void hold(InstanceId guest, Resources held) {
        Resources before = reservations.put(guest.value(), held);
        reserved = reserved.plus(held).minus(before == null ? Resources.NONE : before);
    }

    @EventSourcingHandler
    void evolve(CapacityReleased fact) {
        reservations.remove(fact.instanceId().value());
        reserved = reserved.minus(fact.released());
    }

    @EventSourcingHandler
    void evolve(HostCordoned fact) {
        cordoned = true;
    }

    @EventSourcingHandler
    void evolve(HostUncordoned fact) {
        cordoned = false;
        draining = false;
    }

    @EventSourcingHandler
    void evolve(HostPinned fact) {
        pinned = Set.copyOf(fact.tenantIds());
        onlyThere = fact.onlyThere();
    }

    @EventSourcingHandler
    void evolve(HostUnpinned fact) {
        pinned = Set.of();
        onlyThere = false;
    }

    @EventSourcingHandler
    void evolve(HostDrainRequested fact) {
        draining = true;
    }

    @EventSourcingHandler
    void evolve(HostLost fact) {
        lost = true;
    }

    @EventSourcingHandler
    void evolve(HostReturned fact) {
        lost = false;
    }
}
