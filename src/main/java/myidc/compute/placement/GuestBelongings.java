package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.read.InstanceView;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.network.AssignmentCommand.ShareAddress;
import myidc.network.Holder;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Prefixes;
import myidc.platform.axon.Commands;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;

/** What a guest holds of others, and how it is given back; within the work that decides so. */
@Singleton
public final class GuestBelongings {
    private final Commands commands;
    private final Addresses addresses;
    private final Prefixes prefixes;
    private final AddressPicker picker;

    GuestBelongings(Commands commands, Addresses addresses, Prefixes prefixes, AddressPicker picker) {
        this.commands = commands;
        this.addresses = addresses;
        this.prefixes = prefixes;
        this.picker = picker;
    }

    /** Gives back its part of its host, its addresses and the blocks routed to it. */
    public void release(InstanceView guest) {
        Long host = guest.hostId;
        if (host != null) {
            commands.send(new ReleaseCapacity(new HostId(host), new InstanceId(guest.id)));
        }
        String holder = new InstanceId(guest.id).text();
        giveAddressesBack(new InstanceId(guest.id));
        for (AddressView shared : addresses.sharedWith(holder)) {
            commands.send(new ShareAddress(new AssignmentId(shared.id), holder, false));
        }
        for (PrefixId range : prefixes.routedTo(holder)) {
            commands.send(new RetirePrefix(range));
        }
    }

    public void giveAddressesBack(InstanceId guest) {
        addresses.of(guest.text()).forEach(this::giveBack);
    }

    /** A reserved address stays its tenant's. */
    private void giveBack(AddressView address) {
        AssignmentId assignment = new AssignmentId(address.id);
        Long owner = address.tenantId;
        if (!address.reserved || owner == null) {
            commands.send(new ReleaseAddress(assignment));
            return;
        }
        TenantId tenant = new TenantId(owner);
        commands.send(new HandOverAddress(assignment));
        AssignAddress kept = picker.named(
                new PrefixId(address.prefixId),
                address.address,
                new Holder(tenant.text(), tenant, null, AddressRole.RESERVATION, null));
        commands.send(kept);
        commands.send(new ReserveAddress(kept.assignmentId(), List.of(address.tags)));
    }
}
