package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One assignment of an address: from when it is given out until it is back. */
final class Assignment {
    @AggregateIdentifier
    private @Nullable AssignmentId id;

    private @Nullable PrefixId prefixId;
    private String address = "";
    private String holder = "";
    private boolean released;

    Assignment() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AssignAddress command, AddressRoom room) {
        Holder wanted = command.holder();
        room.take(Ip.of("address", command.address()), command.prefixId(), command.assignmentId(), wanted.name());
        apply(new AddressAssigned(
                command.assignmentId(),
                command.prefixId(),
                command.address(),
                command.prefixLength(),
                command.gateway(),
                wanted.name(),
                wanted.tenantId(),
                wanted.note()));
    }

    @CommandHandler
    void decide(ReleaseAddress command, AddressRoom room) {
        if (released) {
            return;
        }
        PrefixId prefix = requireNonNull(prefixId);
        room.release(Ip.of("address", address), prefix, command.assignmentId());
        apply(new AddressReleased(command.assignmentId(), prefix, address, holder));
    }

    @EventSourcingHandler
    void evolve(AddressAssigned fact) {
        id = fact.assignmentId();
        prefixId = fact.prefixId();
        address = fact.address();
        holder = fact.holder();
    }

    @EventSourcingHandler
    void evolve(AddressReleased fact) {
        released = true;
    }
}
