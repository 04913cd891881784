package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.LiftQuarantine;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.AssignmentCommand.ShareAddress;
import myidc.network.AssignmentCommand.UnreserveAddress;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressClassed;
import myidc.network.event.AssignmentEvent.AddressQuarantined;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.AssignmentEvent.AddressReserved;
import myidc.network.event.AssignmentEvent.AddressShared;
import myidc.network.event.AssignmentEvent.AddressUnreserved;
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
    private static final int SHARED_MAX = 20;

    @AggregateIdentifier
    private @Nullable AssignmentId id;

    private @Nullable PrefixId prefixId;
    private String address = "";
    private String holder = "";
    private @Nullable String name;
    private boolean reserved;
    private List<String> tags = List.of();
    private List<String> sharedWith = List.of();
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
        inUse();
        String wanted = command.name() == null ? null : HostName.of("rdns", command.name());
        if (!Objects.equals(name, wanted)) {
            apply(new ReverseNameSet(command.assignmentId(), address, wanted));
        }
    }

    @CommandHandler
    void decide(ReserveAddress command) {
        inUse();
        if (!reserved || !tags.equals(command.tags())) {
            apply(new AddressReserved(command.assignmentId(), address, command.tags()));
        }
    }

    @CommandHandler
    void decide(UnreserveAddress command) {
        inUse();
        if (reserved) {
            apply(new AddressUnreserved(command.assignmentId(), address));
        }
    }

    @CommandHandler
    void decide(ShareAddress command) {
        inUse();
        List<String> wanted = new ArrayList<>(sharedWith);
        wanted.remove(command.with());
        if (command.wanted()) {
            wanted.add(command.with());
        }
        if (wanted.size() > SHARED_MAX) {
            throw Refused.because(
                    NetworkRefusal.ADDRESS_IN_USE,
                    "Address " + address + " is shared with " + SHARED_MAX + " already, the most there may be");
        }
        if (!wanted.equals(sharedWith)) {
            apply(new AddressShared(command.assignmentId(), address, List.copyOf(wanted)));
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
        inUse();
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
    void evolve(AddressReserved fact) {
        reserved = true;
        tags = fact.tags();
    }

    @EventSourcingHandler
    void evolve(AddressUnreserved fact) {
        reserved = false;
        tags = List.of();
    }

    @EventSourcingHandler
    void evolve(AddressShared fact) {
        sharedWith = fact.with();
    }

    @EventSourcingHandler
    void evolve(AddressReleased fact) {
        released = true;
    }

    private void inUse() {
        if (released) {
            throw Refused.because(NetworkRefusal.ADDRESS_NOT_FOUND, "Nobody has address " + address);
        }
    }
}
