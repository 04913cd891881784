package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.Objects;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.LiftQuarantine;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressClassed;
import myidc.network.event.AssignmentEvent.AddressQuarantined;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.AssignmentEvent.QuarantineLifted;
import myidc.network.event.AssignmentEvent.ReverseNameSet;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One assignment of an address: from when it is given out until it may be given out again. */
final class Assignment {
    @AggregateIdentifier
    private @Nullable AssignmentId id;

    private @Nullable PrefixId prefixId;
    private String address = "";
    private String holder = "";
    private @Nullable String name;
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
        if (wanted.role() != AddressRole.HOST || wanted.expiresAt() != null) {
            apply(new AddressClassed(
                    command.assignmentId(), command.address(), wanted.role().name(), wanted.expiresAt()));
        }
    }

    @CommandHandler
    void decide(SetReverseName command) {
        if (released) {
            throw Refused.because(NetworkRefusal.ADDRESS_NOT_FOUND, "Nobody has address " + address);
        }
        String wanted = command.name() == null ? null : HostName.of("rdns", command.name());
        if (!Objects.equals(name, wanted)) {
            apply(new ReverseNameSet(command.assignmentId(), address, wanted));
        }
    }

    @CommandHandler
    void decide(ReleaseAddress command, AddressRoom room) {
        if (released) {
            return;
        }
        PrefixId prefix = requireNonNull(prefixId);
        Instant until = room.restsUntil(prefix);
        room.release(Ip.of("address", address), prefix, command.assignmentId(), until);
        apply(new AddressReleased(command.assignmentId(), prefix, address, holder));
        if (until != null) {
            apply(new AddressQuarantined(command.assignmentId(), prefix, address, until));
        }
    }

    @CommandHandler
    void decide(HandOverAddress command, AddressRoom room) {
        if (released) {
            throw Refused.because(NetworkRefusal.ADDRESS_NOT_FOUND, "Nobody has address " + address);
        }
        PrefixId prefix = requireNonNull(prefixId);
        room.release(Ip.of("address", address), prefix, command.assignmentId());
        apply(new AddressReleased(command.assignmentId(), prefix, address, holder));
    }

    @CommandHandler
    void decide(LiftQuarantine command, AddressRoom room) {
        if (!released || !room.rests(command.assignmentId())) {
            throw Refused.because(
                    NetworkRefusal.NOT_IN_QUARANTINE, "Address " + address + " has no quarantine to lift");
        }
        PrefixId prefix = requireNonNull(prefixId);
        room.release(Ip.of("address", address), prefix, command.assignmentId());
        apply(new QuarantineLifted(command.assignmentId(), prefix, address));
    }

    @EventSourcingHandler
    void evolve(AddressAssigned fact) {
        id = fact.assignmentId();
        prefixId = fact.prefixId();
        address = fact.address();
        holder = fact.holder();
    }

    @EventSourcingHandler
    void evolve(ReverseNameSet fact) {
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(AddressReleased fact) {
        released = true;
    }
}
