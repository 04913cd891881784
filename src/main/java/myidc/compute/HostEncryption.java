package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Set;
import myidc.compute.HostCommand.DeclareEncryption;
import myidc.compute.HostCommand.EndEncryptionPromise;
import myidc.compute.HostCommand.PromiseEncryption;
import myidc.compute.event.HostEvent.EncryptionDeclared;
import myidc.compute.event.HostEvent.EncryptionPromiseEnded;
import myidc.compute.event.HostEvent.EncryptionPromised;
import myidc.compute.event.HostEvent.EncryptionWithdrawn;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Whether a host keeps disks on encrypted storage: said by operators, promised to guests, not unsaid while a promise stands. */
abstract class HostEncryption extends HostGpus {
    private boolean encrypted;
    private final Set<Long> promised = new HashSet<>();

    @CommandHandler
    void decide(DeclareEncryption command) {
        String reason = Check.text("reason", command.reason(), 200);
        if (command.encrypted() == encrypted) {
            return;
        }
        if (command.encrypted()) {
            apply(new EncryptionDeclared(known(), reason));
            return;
        }
        if (!promised.isEmpty()) {
            throw Refused.because(
                    ComputeRefusal.ENCRYPTION_PROMISED,
                    known() + " holds " + promised.size()
                            + (promised.size() == 1 ? " guest whose disks were" : " guests whose disks were")
                            + " promised to be encrypted, and which have to go first");
        }
        apply(new EncryptionWithdrawn(known(), reason));
    }

    @CommandHandler
    void decide(PromiseEncryption command) {
        promise(command.instanceId());
    }

    void promise(InstanceId guest) {
        if (!encrypted) {
            throw Refused.because(
                    ComputeRefusal.HOST_UNENCRYPTED, known() + " is not said to keep disks on encrypted storage");
        }
        if (!promised.contains(guest.value())) {
            apply(new EncryptionPromised(known(), guest));
        }
    }

    @CommandHandler
    void decide(EndEncryptionPromise command) {
        endPromise(command.instanceId());
    }

    void endPromise(InstanceId guest) {
        if (promised.contains(guest.value())) {
            apply(new EncryptionPromiseEnded(known(), guest));
        }
    }

    @EventSourcingHandler
    void evolve(EncryptionDeclared fact) {
        encrypted = true;
    }

    @EventSourcingHandler
    void evolve(EncryptionWithdrawn fact) {
        encrypted = false;
    }

    @EventSourcingHandler
    void evolve(EncryptionPromised fact) {
        promised.add(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(EncryptionPromiseEnded fact) {
        promised.remove(fact.instanceId().value());
    }
}
