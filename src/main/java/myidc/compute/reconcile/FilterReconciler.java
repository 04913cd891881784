package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import myidc.compute.InstanceState;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.reconcile.FilterWork.Wish;
import myidc.network.FirewallCommand.ConfirmFirewallApplied;
import myidc.network.FirewallCommand.ReportFirewallNotApplied;
import myidc.network.read.Firewalls;
import myidc.network.read.Firewalls.InForce;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts firewalls into force. What a host was told last stays in force while it cannot be told anew: that is reported
 * once and tried again for ever, since rules that are not in force protect nobody.
 */
@Singleton
class FilterReconciler {
    private static final Logger LOG = Logger.getLogger(FilterReconciler.class);
    private static final Caller RECONCILER = Caller.program("reconciler");
    private static final int AT_ONCE = 32;
    private static final int REPORTS_AT_ONCE = 4;
    private static final int DOUBLINGS_MAX = 6;

    private final FilterWork queue;
    private final MachineRoom room;
    private final RoomCalls calls;
    private final Instances instances;
    private final Firewalls firewalls;
    private final Commands commands;
    private final Limits limits;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore reports = new Semaphore(REPORTS_AT_ONCE);
    private volatile boolean stopping;

    FilterReconciler(
            FilterWork queue,
            Room room,
            Commands commands,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.queue = queue;
        this.room = room.machines();
        this.calls = room.calls();
        this.instances = room.instances();
        this.firewalls = room.firewalls();
        this.commands = commands;
        this.limits = new Limits(attemptsMax, retryPause);
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        stopping = true;
        workers.shutdownNow();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        List<Wish> wishes = stopping ? List.of() : queue.lease(AT_ONCE);
        List<Future<?>> told = new ArrayList<>();
        wishes.forEach(wish -> told.add(workers.submit(() -> perform(wish))));
        for (Future<?> each : told) {
            try {
                each.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                if (!stopping) {
                    LOG.error("Rules could not be put into force and will be tried again", e.getCause());
                }
            }
        }
    }

    private void perform(Wish wish) {
        InstanceId id = new InstanceId(wish.instance());
        Optional<InstanceView> known = read(id);
        Long host = known.map(guest -> guest.hostId).orElse(null);
        if (known.isEmpty() || host == null || known.get().status.equals(InstanceState.FAILED.name())) {
            queue.done(wish);
            return;
        }
        InstanceView guest = known.get();
        if (guest.status.equals(InstanceState.PROVISIONING.name())) {
            queue.postpone(wish, limits.retryPause().toMillis(), false, "the guest is being made");
            return;
        }
        InForce wanted = wanted(new TenantId(guest.tenantId), id).orElse(null);
        try {
            calls.call(() -> room.filter(new HostId(host), id, wanted == null ? null : wanted.rules()));
        } catch (RoomFailed e) {
            failed(wish, wanted, String.valueOf(e.getMessage()));
            return;
        }
        if (wanted != null) {
            report(new ConfirmFirewallApplied(
                    wanted.firewallId(), id, wanted.rules().fingerprint()));
        }
        queue.done(wish);
    }

    private void failed(Wish wish, @Nullable InForce wanted, String cause) {
        if (wish.attempts() == limits.attemptsMax() && wanted != null) {
            LOG.warnf("Rules of instance-%d failed %d times: %s", wish.instance(), wish.attempts(), cause);
            report(new ReportFirewallNotApplied(wanted.firewallId(), new InstanceId(wish.instance()), cause));
        }
        int doublings = Math.min(wish.attempts() - 1, DOUBLINGS_MAX);
        queue.postpone(wish, limits.retryPause().toMillis() << doublings, true, cause);
    }

    private void report(Object command) {
        reports.acquireUninterruptibly();
        try {
            commands.sendAs(RECONCILER, command);
        } finally {
            reports.release();
        }
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
    record Room(MachineRoom machines, RoomCalls calls, Instances instances, Firewalls firewalls) {}

    private record Limits(int attemptsMax, Duration retryPause) {}
}
