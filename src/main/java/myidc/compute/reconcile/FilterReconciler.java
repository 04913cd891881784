package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import myidc.compute.InstanceState;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Wire;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.network.FirewallCommand.ConfirmFirewallApplied;
import myidc.network.FirewallCommand.ReportFirewallNotApplied;
import myidc.network.read.Firewalls;
import myidc.network.read.Firewalls.InForce;
import myidc.platform.axon.Commands;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts firewalls into force, and with them what addresses guests may send from. What a host was told last stays in force while it cannot be told anew: that is reported
 * once and tried again for ever, since rules that are not in force protect nobody.
 */
@Singleton
class FilterReconciler {
    private static final Logger LOG = Logger.getLogger(FilterReconciler.class);

    private final Wishes wishes;
    private final Crew crew;
    private final MachineRoom room;
    private final RoomCalls calls;
    private final Instances instances;
    private final Firewalls firewalls;
    private final GuestNetworks networks;

    FilterReconciler(
            FilterWork queue,
            Room room,
            Commands commands,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.wishes = queue.wishes();
        this.crew = new Crew(wishes, room.calls(), commands, attemptsMax, retryPause);
        this.room = room.machines();
        this.calls = room.calls();
        this.instances = room.instances();
        this.firewalls = room.firewalls();
        this.networks = room.networks();
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        crew.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        crew.work(this::perform);
    }

    private void perform(Wish wish) {
        InstanceId id = new InstanceId(wish.thing());
        Optional<InstanceView> known = read(id);
        Long host = known.map(guest -> guest.hostId).orElse(null);
        if (known.isEmpty() || host == null || known.get().status.equals(InstanceState.FAILED.name())) {
            wishes.done(wish);
            return;
        }
        InstanceView guest = known.get();
        if (isToCome(guest)) {
            crew.await(wish, "the guest is being made");
            return;
        }
        InForce wanted = wanted(new TenantId(guest.tenantId), id).orElse(null);
        try {
            List<Wire> wires = networks.wires(guest);
            calls.call(() -> room.filter(new HostId(host), id, wanted == null ? null : wanted.rules(), wires));
        } catch (RoomFailed e) {
            failed(wish, wanted, e);
            return;
        }
        if (wanted != null) {
            crew.report(new ConfirmFirewallApplied(
                    wanted.firewallId(), id, wanted.rules().fingerprint()));
        }
        wishes.done(wish);
    }

    private void failed(Wish wish, @Nullable InForce wanted, RoomFailed failed) {
        if (crew.isLast(wish, failed) && wanted != null) {
            String cause = String.valueOf(failed.getMessage());
            LOG.warnf("Rules of instance-%d failed %d times: %s", wish.thing(), wish.attempts(), cause);
            crew.report(new ReportFirewallNotApplied(wanted.firewallId(), new InstanceId(wish.thing()), cause));
        }
        crew.again(wish, failed);
    }

    @Transactional
    Optional<InstanceView> read(InstanceId id) {
        return instances.find(id);
    }

    @Transactional
    Optional<InForce> wanted(TenantId tenant, InstanceId guest) {
        return firewalls.inForce(tenant, guest);
    }

    /** What rules are put into force with. */
    @Singleton
    record Room(
            MachineRoom machines, RoomCalls calls, Instances instances, Firewalls firewalls, GuestNetworks networks) {}

    private static boolean isToCome(InstanceView guest) {
        return guest.status.equals(InstanceState.PROVISIONING.name())
                || guest.status.equals(InstanceState.AWAITING_APPROVAL.name());
    }
}
