package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.compute.LockCommand.LockInstance;
import myidc.compute.LockCommand.UnlockInstance;
import myidc.compute.event.LockEvent.InstanceLocked;
import myidc.compute.event.LockEvent.InstanceUnlocked;
import myidc.shared.Refused;
import myidc.shared.id.LockId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** A guest's lock: it has one at most, as Linode's have. */
abstract class InstanceLocks extends InstancePast {
    @Nullable
    LockId lock;

    boolean partsLocked;

    @CommandHandler
    void decide(LockInstance command) {
        present();
        if (lock != null) {
            throw Refused.because(ComputeRefusal.INSTANCE_LOCKED, "Linode " + known().value() + " has a lock already.");
        }
        if (state == InstanceState.DELETING) {
            throw busy();
        }
        apply(new InstanceLocked(known(), command.lockId(), command.withParts()));
    }

    @CommandHandler
    void decide(UnlockInstance command) {
        if (!command.lockId().equals(lock)) {
            throw Refused.because(ComputeRefusal.LOCK_NOT_FOUND, "Not found");
        }
        apply(new InstanceUnlocked(known(), command.lockId()));
    }

    void unlocked() {
        if (lock != null) {
            throw locked();
        }
    }

    void partsUnlocked() {
        if (partsLocked) {
            throw locked();
        }
    }

    private Refused locked() {
        return Refused.because(
                ComputeRefusal.INSTANCE_LOCKED,
                "Linode " + known().value() + " is locked against deletion; delete its lock first.");
    }

    @EventSourcingHandler
    void evolve(InstanceLocked fact) {
        lock = fact.lockId();
        partsLocked = fact.withParts();
    }

    @EventSourcingHandler
    void evolve(InstanceUnlocked fact) {
        lock = null;
        partsLocked = false;
    }
}
