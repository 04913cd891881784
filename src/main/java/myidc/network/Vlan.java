package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import myidc.network.VlanCommand.AddVlan;
import myidc.network.VlanCommand.DescribeVlan;
import myidc.network.VlanCommand.RetireVlan;
import myidc.network.event.VlanEvent.VlanAdded;
import myidc.network.event.VlanEvent.VlanDescribed;
import myidc.network.event.VlanEvent.VlanRetired;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.VlanGroupId;
import myidc.shared.id.VlanId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A VLAN. */
final class Vlan {
    @AggregateIdentifier
    private @Nullable VlanId id;

    private @Nullable VlanGroupId groupId;
    private int number;
    private String name = "";
    private boolean retired;

    Vlan() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AddVlan command, NumberRoom numbers) {
        String wanted = Check.text("name", command.name(), 64);
        String description = Check.optionalText("description", command.description(), 200);
        Integer asked = command.number();
        long taken = numbers.take(
                NumberRoom.vlans(command.groupId()),
                asked == null ? null : Long.valueOf(asked),
                command.vlanId().text());
        apply(new VlanAdded(
                command.vlanId(),
                command.groupId(),
                command.siteId(),
                Math.toIntExact(taken),
                wanted,
                command.tenantId(),
                description));
    }

    @CommandHandler
    void decide(DescribeVlan command) {
        inUse();
        Check.version(command.expectedVersion(), getVersion());
        apply(new VlanDescribed(
                command.vlanId(),
                Check.text("name", command.name(), 60),
                command.tenantId(),
                Check.optionalText("description", command.description(), 200)));
    }

    @CommandHandler
    void decide(RetireVlan command, NumberRoom numbers) {
        inUse();
        VlanGroupId group = requireNonNull(groupId);
        numbers.giveBack(NumberRoom.vlans(group), number, command.vlanId().text());
        apply(new VlanRetired(command.vlanId(), group, number, name));
    }

    @EventSourcingHandler
    void evolve(VlanAdded fact) {
        id = fact.vlanId();
        groupId = fact.groupId();
        number = fact.number();
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(VlanDescribed fact) {
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(VlanRetired fact) {
        retired = true;
    }

    private void inUse() {
        if (retired) {
            throw Refused.because(NetworkRefusal.VLAN_NOT_FOUND, "The VLAN was given up");
        }
    }
}
