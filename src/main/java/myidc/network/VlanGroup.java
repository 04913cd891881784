package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.VlanGroupCommand.DefineVlanGroup;
import myidc.network.VlanGroupCommand.RetireVlanGroup;
import myidc.network.event.VlanGroupEvent.VlanGroupDefined;
import myidc.network.event.VlanGroupEvent.VlanGroupRetired;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.VlanGroupId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** VLANs that share switches: each VLAN id is used once among them. */
final class VlanGroup {
    private static final String NAMES = "network.vlan-group-name";

    /** 0 and 4095 are kept by IEEE 802.1Q, table 9-2. */
    private static final int NUMBER_MAX = 4094;

    @AggregateIdentifier
    private @Nullable VlanGroupId id;

    private String name = "";
    private boolean retired;

    VlanGroup() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(DefineVlanGroup command, Claims claims, NumberRoom numbers) {
        String wanted = Check.text("name", command.name(), 60);
        int first = Check.range("first", (Integer) command.first(), 1, NUMBER_MAX);
        int last = Check.range("last", (Integer) command.last(), first, NUMBER_MAX);
        claims.take(new Claim(NAMES, wanted, "name"), command.groupId().text(), NetworkRefusal.NAME_TAKEN);
        numbers.open(NumberRoom.vlans(command.groupId()), first, last);
        apply(new VlanGroupDefined(
                command.groupId(),
                command.siteId(),
                wanted,
                first,
                last,
                Check.optionalText("description", command.description(), 200)));
    }

    @CommandHandler
    void decide(RetireVlanGroup command, Claims claims, NumberRoom numbers) {
        if (retired) {
            throw Refused.because(NetworkRefusal.VLAN_GROUP_NOT_FOUND, "The group was given up");
        }
        numbers.close(NumberRoom.vlans(command.groupId()), NetworkRefusal.VLAN_GROUP_IN_USE);
        claims.release(NAMES, name, command.groupId().text());
        apply(new VlanGroupRetired(command.groupId(), name));
    }

    @EventSourcingHandler
    void evolve(VlanGroupDefined fact) {
        id = fact.groupId();
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(VlanGroupRetired fact) {
        retired = true;
    }
}
