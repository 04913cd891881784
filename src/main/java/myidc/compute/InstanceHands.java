package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import myidc.compute.HandoverCommand.HandInstanceOver;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.Nic;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Whose a guest is: it goes from one tenant to another as it stands, running or not, with nothing under way. */
abstract class InstanceHands extends InstanceQueue {
    @CommandHandler
    void decide(HandInstanceOver command, Claims claims) {
        still();
        unproposed();
        unlocked();
        if (!command.from().equals(owner())) {
            throw unfit("Linode " + known().value() + " is not in the account that offered it any more.");
        }
        if (interfaces.stream().anyMatch(nic -> nic.purpose() != Nic.Purpose.PUBLIC)) {
            throw unfit("Linode " + known().value() + " has an interface to a private network.");
        }
        String called = labelled(command.to(), claims);
        claims.release(InstanceWords.LABELS, InstanceWords.claim(owner(), label).value(), known().text());
        apply(new InstanceChangedHands(
                known(), command.transferId(), owner(), command.to(), called, command.assignmentId()));
    }

    /** Its own label, or one made of its number where the other tenant has a guest of that label. */
    private String labelled(TenantId to, Claims claims) {
        try {
            claims.take(InstanceWords.claim(to, label), known().text(), ComputeRefusal.LABEL_TAKEN);
            return label;
        } catch (Refused taken) {
            String numbered = "linode" + known().value();
            claims.take(InstanceWords.claim(to, numbered), known().text(), ComputeRefusal.LABEL_TAKEN);
            return numbered;
        }
    }

    @EventSourcingHandler
    void evolve(InstanceChangedHands fact) {
        tenant = fact.toTenantId();
        label = fact.label();
        tags = List.of();
        if (fact.assignmentId() != null) {
            assignment = fact.assignmentId();
        }
    }
}
