package myidc.api.tenant.transfer;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.ComputeRefusal;
import myidc.compute.HandoverCommand.HandInstanceOver;
import myidc.compute.TransferCommand.AcceptTransfer;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Transfers;
import myidc.compute.read.Transfers.TransferRow;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.Holder;
import myidc.network.read.AddressNames;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;

/** Gives the machines of an offer to whoever accepts it, with their addresses: all of them, or none. */
@Singleton
final class HandOver {
    private final Commands commands;
    private final Transfers transfers;
    private final Instances instances;
    private final Obstacles obstacles;
    private final Parties parties;
    private final Book book;

    HandOver(
            Commands commands,
            Transfers transfers,
            Instances instances,
            Obstacles obstacles,
            Parties parties,
            Book book) {
        this.commands = commands;
        this.transfers = transfers;
        this.instances = instances;
        this.obstacles = obstacles;
        this.parties = parties;
        this.book = book;
    }

    /** Within the work of one call: whoever comes second finds the offer over. */
    void accept(TransferRow offer, TenantId recipient) {
        commands.send(new AcceptTransfer(offer.id(), recipient));
        transfers.hold(offer.guests());
        List<InstanceView> guests = new ArrayList<>();
        for (InstanceId id : offer.guests()) {
            guests.add(instances
                    .find(offer.sender(), id)
                    .orElseThrow(() -> Refused.because(
                            ComputeRefusal.TRANSFER_STATE,
                            "Linode " + id.value() + " is not in the account that offered it any more.")));
        }
        parties.mayGive(offer.sender(), "The account that made this service transfer");
        obstacles.refuseAny("token", guests);
        parties.mayTake(recipient, offer.sender(), guests);
        guests.forEach(guest -> give(offer, guest, recipient));
    }

    private void give(TransferRow offer, InstanceView guest, TenantId recipient) {
        InstanceId id = new InstanceId(guest.id);
        Map<Long, AssignmentId> anew = assignAnew(book.addresses().of(id.text()), recipient);
        commands.send(new HandInstanceOver(
                id,
                offer.id(),
                offer.sender(),
                recipient,
                guest.assignmentId == null ? null : anew.get(guest.assignmentId)));
    }

    /** Who had an address when is told by its assignments: the guest goes on with the same addresses under new ones. */
    private Map<Long, AssignmentId> assignAnew(List<AddressView> held, TenantId recipient) {
        Map<Long, String> names =
                book.names().of(held.stream().map(address -> address.id).toList(), null);
        held.forEach(address -> commands.send(new HandOverAddress(new AssignmentId(address.id))));
        Map<Long, AssignmentId> anew = new HashMap<>();
        for (AddressView address : held) {
            Holder holder = new Holder(
                    address.holder, recipient, address.note, AddressRole.valueOf(address.role), address.expiresAt);
            AssignAddress given = book.picker().named(new PrefixId(address.prefixId), address.address, holder);
            commands.send(given);
            anew.put(address.id, given.assignmentId());
            String name = names.get(address.id);
            if (name != null) {
                commands.send(new SetReverseName(given.assignmentId(), name));
            }
        }
        return anew;
    }

    /** The book of addresses. */
    @Singleton
    record Book(Addresses addresses, AddressNames names, AddressPicker picker) {}
}
