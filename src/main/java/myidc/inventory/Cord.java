package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.inventory.CordCommand.PlugCord;
import myidc.inventory.CordCommand.PullCord;
import myidc.inventory.event.CordEvent.CordPlugged;
import myidc.inventory.event.CordEvent.CordPulled;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.CordId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A power cord from a power supply to an outlet. */
final class Cord {
    @AggregateIdentifier
    private @Nullable CordId id;

    private boolean pulled;

    Cord() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(PlugCord command, PowerPlugs plugs) {
        Check.range("psu", command.psu(), 1, 100);
        plugs.plug(command);
        apply(new CordPlugged(
                command.cordId(), command.deviceId(), command.psu(), command.powerNodeId(), command.outlet()));
    }

    @CommandHandler
    void decide(PullCord command, PowerPlugs plugs) {
        if (pulled) {
            throw Refused.because(InventoryRefusal.CORD_NOT_FOUND, "The cord was pulled");
        }
        plugs.pull(command.cordId());
        apply(new CordPulled(command.cordId()));
    }

    @EventSourcingHandler
    void evolve(CordPlugged fact) {
        id = fact.cordId();
    }

    @EventSourcingHandler
    void evolve(CordPulled fact) {
        pulled = true;
    }
}
