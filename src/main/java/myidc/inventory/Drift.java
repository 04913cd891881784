package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.inventory.DriftCommand.AcceptDrift;
import myidc.inventory.DriftCommand.NoteDrift;
import myidc.inventory.DriftCommand.NoteDriftAgain;
import myidc.inventory.DriftCommand.RejectDrift;
import myidc.inventory.DriftCommand.SettleDrift;
import myidc.inventory.DriftCommand.Sighting;
import myidc.inventory.event.DriftEvent.DriftAccepted;
import myidc.inventory.event.DriftEvent.DriftFound;
import myidc.inventory.event.DriftEvent.DriftRejected;
import myidc.inventory.event.DriftEvent.DriftSettled;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.DriftId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One attribute of one thing that was discovered to be other than declared. */
final class Drift {
    @AggregateIdentifier
    private @Nullable DriftId id;

    private boolean open;

    Drift() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(NoteDrift command, Claims claims) {
        Sighting sighting = command.sighting();
        claims.take(
                new Claims.Claim("inventory.drift", sighting.subject() + "/" + sighting.attribute(), "attribute"),
                command.driftId().text(),
                InventoryRefusal.DRIFT_STATE);
        apply(found(command.driftId(), sighting));
    }

    @CommandHandler
    void decide(NoteDriftAgain command) {
        apply(found(command.driftId(), command.sighting()));
    }

    @CommandHandler
    void decide(AcceptDrift command) {
        refuseDecided();
        apply(new DriftAccepted(command.driftId()));
    }

    @CommandHandler
    void decide(RejectDrift command) {
        refuseDecided();
        apply(new DriftRejected(command.driftId(), Check.optionalText("reason", command.reason(), 200)));
    }

    @CommandHandler
    void decide(SettleDrift command) {
        if (open) {
            apply(new DriftSettled(command.driftId()));
        }
    }

    @EventSourcingHandler
    void evolve(DriftFound fact) {
        id = fact.driftId();
        open = true;
    }

    @EventSourcingHandler
    void evolve(DriftAccepted fact) {
        open = false;
    }

    @EventSourcingHandler
    void evolve(DriftRejected fact) {
        open = false;
    }

    @EventSourcingHandler
    void evolve(DriftSettled fact) {
        open = false;
    }

    private void refuseDecided() {
        if (!open) {
            throw Refused.because(InventoryRefusal.DRIFT_STATE, "The difference was decided or settled already");
        }
    }

    private static DriftFound found(DriftId id, Sighting sighting) {
        return new DriftFound(
                id,
                sighting.deviceId(),
                Check.text("subject", sighting.subject(), 80),
                Check.text("attribute", sighting.attribute(), 40),
                sighting.declared(),
                Check.text("discovered", sighting.discovered(), 200),
                Check.text("source", sighting.source(), 80));
    }
}
