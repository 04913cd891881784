package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.AddressRoom.Block;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.event.PrefixEvent.PrefixAllocated;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A block of addresses in use at a site. */
final class Prefix {
    @AggregateIdentifier
    private @Nullable PrefixId id;

    private String cidr = "";
    private boolean retired;

    Prefix() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AllocatePrefix command, AddressRoom room) {
        Cidr block = Cidr.of("cidr", command.cidr());
        Ip gateway = gateway(block, command.gateway());
        room.open(
                command.prefixId(),
                command.siteId(),
                new Block(block, gateway, block.first(command.pool()), block.last(command.pool())));
        apply(new PrefixAllocated(
                command.prefixId(),
                command.siteId(),
                block.text(),
                block.family(),
                gateway == null ? null : gateway.text(),
                command.pool()));
    }

    @CommandHandler
    void decide(RetirePrefix command, AddressRoom room) {
        if (retired) {
            throw Refused.because(NetworkRefusal.PREFIX_NOT_FOUND, "The prefix was given up");
        }
        room.close(command.prefixId());
        apply(new PrefixRetired(command.prefixId(), cidr));
    }

    @EventSourcingHandler
    void evolve(PrefixAllocated fact) {
        id = fact.prefixId();
        cidr = fact.cidr();
    }

    @EventSourcingHandler
    void evolve(PrefixRetired fact) {
        retired = true;
    }

    private static @Nullable Ip gateway(Cidr block, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        Ip gateway = Ip.of("gateway", given);
        boolean usable = gateway.compareTo(block.first(false)) >= 0 && gateway.compareTo(block.last(false)) <= 0;
        if (!block.holds(gateway) || !usable) {
            throw Refused.field(
                    NetworkRefusal.GATEWAY_INVALID,
                    "gateway",
                    "gateway must be a host's address inside " + block.text());
        }
        return gateway;
    }
}
