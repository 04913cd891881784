package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.reconcile.RoomWork.Action;
import myidc.compute.reconcile.RoomWork.Job;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One guest's turn in the machine room: act, each call within its time, then report. What fails is tried again after a
 * growing pause; what fails too often is reported as failed, what was half done undone first.
 */
@Singleton
class GuestWork {
    private static final Logger LOG = Logger.getLogger(GuestWork.class);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 6;

    private final MachineRoom room;
    private final RoomWork queue;
    private final GuestReports reports;
    private final Instances instances;
    private final GuestDefinitions definitions;
    private final Limits limits;
    private final RoomCalls calls;

    GuestWork(
            MachineRoom room,
            RoomCalls calls,
            RoomWork queue,
            GuestReports reports,
            Instances instances,
            GuestDefinitions definitions,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.room = room;
        this.calls = calls;
        this.queue = queue;
        this.reports = reports;
        this.instances = instances;
        this.definitions = definitions;
        this.limits = new Limits(attemptsMax, retryPause);
    }

    /** Does the job and reports; false when it is to be tried again later or there is nothing to do. */
    boolean perform(Job job) {
        Optional<InstanceView> known = read(job.instance());
        Long placed = known.map(guest -> guest.hostId).orElse(null);
        boolean wanted = known.filter(job.action()::isWantedOf).isPresent();
        if (known.isEmpty() || placed == null || !wanted) {
            queue.drop(job);
            return false;
        }
        InstanceView guest = known.get();
        HostId host = new HostId(placed);
        try {
            act(job, guest, host);
            return true;
        } catch (RoomFailed e) {
            if (e.isUnderWay()) {
                queue.await(job, limits.retryPause().toMillis(), brief(e));
                return false;
            }
            if (job.attempts() < limits.attemptsMax()) {
                int doublings = Math.min(job.attempts() - 1, DOUBLINGS_MAX);
                queue.postpone(job, limits.retryPause().toMillis() << doublings, brief(e));
                return false;
            }
            if (job.action() == Action.MIGRATE) {
                return settled(job, guest, host, brief(e));
            }
            if (guest.warmResize && !shrunk(guest, host)) {
                queue.await(job, limits.retryPause().toMillis() << DOUBLINGS_MAX, brief(e));
                return false;
            }
            giveUp(job, guest, host, brief(e));
            return true;
        }
    }

    /** A guest is where a host says so that has it; while hosts are silent that could, it stays between them. */
    private boolean settled(Job job, InstanceView guest, HostId host, String cause) {
        InstanceId id = new InstanceId(guest.id);
        Guest wanted = definitions.wanted(guest);
        try {
            if (calls.within(() -> room.settle(new Seat(host, id), wanted))) {
                reports.migrated(guest);
            } else {
                LOG.warnf("%s of %s failed %d times: %s", job.action(), id, job.attempts(), cause);
                reports.migrationFailed(guest, cause);
            }
            return true;
        } catch (RoomFailed e) {
            LOG.warnf("Where %s is cannot be told: %s", id, brief(e));
            queue.await(job, limits.retryPause().toMillis() << DOUBLINGS_MAX, brief(e));
            return false;
        }
    }

    /** One that may run larger than its plan is switched off and as it was; until it is, it is being resized. */
    private boolean shrunk(InstanceView guest, HostId host) {
        return tried(() -> room.stop(host, new InstanceId(guest.id), GRACE))
                && tried(() -> room.define(definitions.present(guest)));
    }

    private void act(Job job, InstanceView guest, HostId host) {
        InstanceId id = new InstanceId(guest.id);
        switch (job.action()) {
            case PROVISION -> {
                become(guest, room::define);
                reports.provisioned(id);
            }
            case BOOT -> {
                rewire(guest);
                calls.call(() -> room.start(host, id));
                reports.booted(id);
            }
            case SHUT_DOWN -> {
                calls.call(() -> room.stop(host, id, GRACE));
                reports.stopped(id);
            }
            case REBOOT -> {
                rewire(guest);
                calls.call(() -> room.reboot(host, id));
                reports.rebooted(id);
            }
            case RESIZE -> {
                Resources wanted = guest.wanted();
                boolean ranOn = job.attempts() < limits.attemptsMax() && grown(guest);
                if (!ranOn) {
                    calls.call(() -> room.stop(host, id, GRACE));
                    become(guest, room::define);
                }
                reports.resized(guest, host, wanted, ranOn);
            }
            case REBUILD -> {
                calls.call(() -> room.stop(host, id, GRACE));
                become(guest, room::define);
                reports.rebuilt(id);
            }
            case RESTORE -> {
                calls.call(() -> room.stop(host, id, GRACE));
                become(guest, room::define);
                reports.restored(id);
            }
            case MIGRATE -> {
                if (!movedRunning(guest, host)) {
                    if (calls.within(() -> room.state(host, id)) != Power.ABSENT) {
                        calls.call(() -> room.stop(host, id, GRACE));
                    }
                    become(guest, at -> room.move(new Seat(host, id), at));
                }
                reports.migrated(guest);
            }
            case DISKS -> {
                become(guest, room::define);
                reports.disks(id);
            }
            case BACK_UP -> {
                Copy copy = definitions.copy(guest, new Seat(host, id));
                calls.call(() -> room.backUp(copy));
                reports.backedUp(id, copy.id());
            }
            case DELETE -> {
                calls.call(() -> room.undefine(host, id));
                reports.deleted(guest);
            }
        }
    }

    /** In another region the guest has another address, which it learns at a start; for a size that is had cold it is switched off too. */
    private boolean movedRunning(InstanceView guest, HostId host) {
        Seat from = new Seat(host, new InstanceId(guest.id));
        Long site = guest.goalSiteId;
        Long goal = guest.goalHostId;
        boolean runs = calls.within(() -> room.state(host, from.guest())) == Power.RUNNING
                || (goal != null && calls.within(() -> room.state(new HostId(goal), from.guest())) == Power.RUNNING);
        if (!runs || guest.movesCold || site == null || site != guest.siteId) {
            return false;
        }
        Guest wanted = definitions.wanted(guest);
        return calls.within(() -> room.moveRunning(from, wanted));
    }

    /** What often failed while the guest ran is done with the guest switched off. */
    private boolean grown(InstanceView guest) {
        if (!guest.warmResize) {
            return false;
        }
        Guest wanted = definitions.wanted(guest);
        return definitions.present(guest).gpus().equals(wanted.gpus()) && calls.within(() -> room.grow(wanted));
    }

    private void become(InstanceView guest, Consumer<Guest> deed) {
        Guest wanted = definitions.wanted(guest);
        calls.call(() -> deed.accept(wanted));
    }

    /** Interfaces and root's password may be others than when the guest was defined; most are as they were. */
    private void rewire(InstanceView guest) {
        if (!guest.arranged) {
            return;
        }
        become(guest, room::define);
    }

    private void giveUp(Job job, InstanceView guest, HostId host, String cause) {
        InstanceId id = new InstanceId(guest.id);
        LOG.warnf("%s of %s failed %d times: %s", job.action(), id, job.attempts(), cause);
        switch (job.action()) {
            case PROVISION -> reports.provisioningFailed(guest, "define", cause, tried(() -> room.undefine(host, id)));
            case BOOT -> {
                boolean running = power(host, id) == Power.RUNNING;
                if (running) {
                    reports.booted(id);
                } else {
                    reports.failed(id, false, cause);
                }
            }
            case SHUT_DOWN -> {
                if (power(host, id) == Power.OFF) {
                    reports.stopped(id);
                } else {
                    reports.failed(id, true, cause);
                }
            }
            case REBOOT -> reports.failed(id, power(host, id) == Power.RUNNING, cause);
            case RESIZE -> {
                tried(() -> room.define(definitions.present(guest)));
                reports.resizeFailed(guest, host, cause);
            }
            case REBUILD, RESTORE, DISKS -> {
                tried(() -> room.define(definitions.present(guest)));
                reports.failed(id, false, cause);
            }
            case MIGRATE -> throw new IllegalStateException("a move is settled");
            case BACK_UP, DELETE -> reports.failed(id, false, cause);
        }
    }

    private Power power(HostId host, InstanceId id) {
        try {
            return calls.within(() -> room.state(host, id));
        } catch (RoomFailed e) {
            return Power.ABSENT;
        }
    }

    private boolean tried(Runnable undo) {
        try {
            calls.call(undo);
            return true;
        } catch (RoomFailed e) {
            LOG.warn("Undoing failed too; the guest keeps what it holds until it is deleted", e);
            return false;
        }
    }

    private static String brief(RoomFailed e) {
        return String.valueOf(e.getMessage());
    }

    @Transactional
    Optional<InstanceView> read(long instance) {
        return instances.find(new InstanceId(instance));
    }

    private record Limits(int attemptsMax, Duration retryPause) {}
}
