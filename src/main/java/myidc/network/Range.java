package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.AddressRoom.Block;
import myidc.network.RangeCommand.RetireRange;
import myidc.network.RangeCommand.SetRangeApart;
import myidc.network.event.RangeEvent.RangeRetired;
import myidc.network.event.RangeEvent.RangeSetApart;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Addresses of a prefix that are set apart. */
final class Range {
    @AggregateIdentifier
    private @Nullable RangeId id;

    private @Nullable PrefixId prefixId;
    private String first = "";
    private String last = "";
    private boolean retired;

    Range() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(SetRangeApart command, AddressRoom addresses, RangeRoom room) {
        Block block = addresses.block(command.prefixId());
        Ip lowest = inside("first", command.first(), block.cidr());
        Ip highest = inside("last", command.last(), block.cidr());
        if (lowest.compareTo(highest) > 0) {
            throw Refused.field(NetworkRefusal.RANGE_INVALID, "last", "last must not be below first");
        }
        String description = Check.optionalText("description", command.description(), 200);
        room.open(command.rangeId(), command.prefixId(), lowest, highest);
        apply(new RangeSetApart(
                command.rangeId(),
                command.prefixId(),
                lowest.text(),
                highest.text(),
                command.purpose().name(),
                description));
    }

    @CommandHandler
    void decide(RetireRange command, RangeRoom room) {
        if (retired) {
            throw Refused.because(NetworkRefusal.RANGE_NOT_FOUND, "The range was given up");
        }
        room.close(command.rangeId());
        apply(new RangeRetired(command.rangeId(), requireNonNull(prefixId), first, last));
    }

    @EventSourcingHandler
    void evolve(RangeSetApart fact) {
        id = fact.rangeId();
        prefixId = fact.prefixId();
        first = fact.first();
        last = fact.last();
    }

    @EventSourcingHandler
    void evolve(RangeRetired fact) {
        retired = true;
    }

    private static Ip inside(String field, String given, Cidr cidr) {
        Ip address = Ip.of(field, Check.text(field, given, 60));
        if (!cidr.holds(address)) {
            throw Refused.field(
                    NetworkRefusal.RANGE_INVALID, field, field + " must be inside the prefix, " + cidr.text());
        }
        return address;
    }
}
