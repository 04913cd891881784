package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.Objects;
import myidc.network.AddressRoom.Block;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.DescribePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.event.PrefixEvent.PrefixAllocated;
import myidc.network.event.PrefixEvent.PrefixDescribed;
import myidc.network.event.PrefixEvent.PrefixFiled;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.network.event.PrefixEvent.QuarantineSet;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A block of addresses in use. */
final class Prefix {
    @AggregateIdentifier
    private @Nullable PrefixId id;

    private String cidr = "";
    private @Nullable TenantId tenantId;
    private String role = PrefixRole.GUESTS.name();
    private @Nullable String description;
    private long quarantineSeconds;
    private boolean retired;

    Prefix() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AllocatePrefix command, AddressRoom room) {
        Cidr block = Cidr.of("cidr", command.cidr());
        Ip gateway = gateway(block, command.gateway());
        Filing filing = command.filing();
        if (filing.container() && (gateway != null || command.pool())) {
            throw Refused.field(
                    NetworkRefusal.PREFIX_IS_CONTAINER,
                    "container",
                    "container must be false for a prefix with a gateway or one that is a pool");
        }
        Ip last = block.last(command.pool());
        long space = room.open(
                command.prefixId(),
                command.siteId(),
                new Block(
                        block,
                        gateway,
                        block.first(command.pool()),
                        filing.role() == PrefixRole.VPC ? last.plus(-1) : last),
                filing);
        apply(new PrefixAllocated(
                command.prefixId(),
                command.siteId(),
                block.text(),
                block.family(),
                gateway == null ? null : gateway.text(),
                command.pool()));
        if (!filing.plain()) {
            apply(new PrefixFiled(
                    command.prefixId(),
                    filing.vrfId(),
                    space,
                    filing.container(),
                    filing.tenantId(),
                    filing.role().name(),
                    filing.description()));
        }
        if (filing.quarantineSeconds() > 0) {
            apply(new QuarantineSet(command.prefixId(), filing.quarantineSeconds()));
        }
    }

    @CommandHandler
    void decide(DescribePrefix command, AddressRoom room) {
        inUse();
        Check.version(command.expectedVersion(), getVersion());
        String said = Check.optionalText("description", command.description(), 200);
        Check.range("quarantineSeconds", command.quarantineSeconds(), 0, Filing.QUARANTINE_SECONDS_MAX);
        room.describe(command.prefixId(), command.role() == PrefixRole.GUESTS, command.quarantineSeconds());
        if (!Objects.equals(tenantId, command.tenantId())
                || !role.equals(command.role().name())
                || !Objects.equals(description, said)) {
            apply(new PrefixDescribed(
                    command.prefixId(), command.tenantId(), command.role().name(), said));
        }
        if (quarantineSeconds != command.quarantineSeconds()) {
            apply(new QuarantineSet(command.prefixId(), command.quarantineSeconds()));
        }
    }

    @CommandHandler
    void decide(RetirePrefix command, AddressRoom room) {
        inUse();
        room.close(command.prefixId());
        apply(new PrefixRetired(command.prefixId(), cidr));
    }

    @EventSourcingHandler
    void evolve(PrefixAllocated fact) {
        id = fact.prefixId();
        cidr = fact.cidr();
    }

    @EventSourcingHandler
    void evolve(PrefixFiled fact) {
        tenantId = fact.tenantId();
        role = fact.role();
        description = fact.description();
    }

    @EventSourcingHandler
    void evolve(PrefixDescribed fact) {
        tenantId = fact.tenantId();
        role = fact.role();
        description = fact.description();
    }

    @EventSourcingHandler
    void evolve(QuarantineSet fact) {
        quarantineSeconds = fact.seconds();
    }

    @EventSourcingHandler
    void evolve(PrefixRetired fact) {
        retired = true;
    }

    private void inUse() {
        if (retired) {
            throw Refused.because(NetworkRefusal.PREFIX_NOT_FOUND, "The prefix was given up");
        }
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
