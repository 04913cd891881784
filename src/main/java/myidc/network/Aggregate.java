package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.AggregateCommand.AddAggregate;
import myidc.network.AggregateCommand.RetireAggregate;
import myidc.network.event.AggregateEvent.AggregateAdded;
import myidc.network.event.AggregateEvent.AggregateRetired;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.AggregateId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A block of addresses as a registry gave it to the house. */
final class Aggregate {
    @AggregateIdentifier
    private @Nullable AggregateId id;

    private String cidr = "";
    private boolean retired;

    Aggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AddAggregate command, AggregateRoom room) {
        Cidr block = Cidr.of("cidr", command.cidr());
        String registry = Check.text("registry", command.registry(), 40);
        String description = Check.optionalText("description", command.description(), 200);
        room.open(command.aggregateId(), block);
        apply(new AggregateAdded(
                command.aggregateId(), block.text(), block.family(), registry, command.givenOn(), description));
    }

    @CommandHandler
    void decide(RetireAggregate command, AggregateRoom room) {
        if (retired) {
            throw Refused.because(NetworkRefusal.AGGREGATE_NOT_FOUND, "The aggregate was given up");
        }
        room.close(command.aggregateId());
        apply(new AggregateRetired(command.aggregateId(), cidr));
    }

    @EventSourcingHandler
    void evolve(AggregateAdded fact) {
        id = fact.aggregateId();
        cidr = fact.cidr();
    }

    @EventSourcingHandler
    void evolve(AggregateRetired fact) {
        retired = true;
    }
}
