package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.AttachAddress;
import myidc.compute.InstanceCommand.ReplaceAddress;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Nics;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.Holder;
import myidc.network.NetworkRefusal;
import myidc.network.read.AddressNames;
import myidc.network.read.AddressView;
import myidc.network.read.Prefixes;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Gives guests more addresses, takes them away and moves them between guests. A guest keeps at least one public address
 * and has at most one private one. Everything within the work of one call.
 */
@Singleton
final class AddressMoves {
    private static final int IPV4 = 4;
    private static final int OF_A_GUEST_MAX = 8;

    private final Commands commands;
    private final AddressPicker picker;
    private final Prefixes prefixes;
    private final TenantAddresses addresses;
    private final Ties ties;

    AddressMoves(Commands commands, AddressPicker picker, Prefixes prefixes, TenantAddresses addresses, Ties ties) {
        this.commands = commands;
        this.picker = picker;
        this.prefixes = prefixes;
        this.addresses = addresses;
        this.ties = ties;
    }

    /** One more public address for a guest, which stays its tenant's when the guest goes; the address. */
    String addReserved(InstanceView guest) {
        AssignAddress given = add(guest, true);
        commands.send(new ReserveAddress(given.assignmentId(), List.of()));
        return given.address();
    }

    /** One more address for a guest. */
    AssignAddress add(InstanceView guest, boolean open) {
        List<Held> present = addresses.of(guest);
        if (present.size() >= OF_A_GUEST_MAX) {
            throw Refused.because(
                    ComputeRefusal.ADDRESS_NEEDED, "A Linode can have at most " + OF_A_GUEST_MAX + " IPv4 addresses");
        }
        if (!open && present.stream().anyMatch(Held::internal)) {
            throw Refused.because(ComputeRefusal.ADDRESS_NEEDED, "Linode " + guest.id + " already has a private IP.");
        }
        return add(new InstanceId(guest.id), new TenantId(guest.tenantId), new SiteId(guest.siteId), open);
    }

    /** One more address for a guest that is just being made. */
    AssignAddress add(InstanceId guest, TenantId tenant, SiteId site, boolean open) {
        AddressRole role = open ? AddressRole.HOST : AddressRole.INTERNAL;
        Holder holder = new Holder(guest.text(), tenant, null, role, null);
        AssignAddress given = open ? picker.nextAt(site, IPV4, holder) : internal(site, holder);
        commands.send(given);
        return given;
    }

    /** An address of a site for the tenant to keep, until it is given to a guest. */
    AssignAddress reserve(TenantId tenant, SiteId site, List<String> tags) {
        AssignAddress given =
                picker.nextAt(site, IPV4, new Holder(tenant.text(), tenant, null, AddressRole.RESERVATION, null));
        commands.send(given);
        commands.send(new ReserveAddress(given.assignmentId(), tags));
        return given;
    }

    /** The guest has the address no more; a reserved one stays its tenant's. */
    void remove(InstanceView guest, Held gone) {
        refuseTied(gone);
        List<Held> left = addresses.of(guest).stream()
                .filter(held -> held.row().id != gone.row().id)
                .toList();
        if (left.stream().allMatch(Held::internal)) {
            throw needed(guest.id);
        }
        if (gone.row().reserved) {
            keep(gone);
        } else {
            commands.send(new ReleaseAddress(new AssignmentId(gone.row().id)));
        }
        lead(guest, left.stream().map(Seat::of).toList());
    }

    /** All these addresses go to these guests, or none does. */
    void move(Map<Held, InstanceView> moves) {
        Map<Long, InstanceView> touched = new LinkedHashMap<>();
        moves.forEach((held, to) -> {
            refuseTied(held);
            InstanceView from = held.guest();
            if (from != null) {
                touched.put(from.id, from);
            }
            touched.put(to.id, to);
        });
        Map<Long, List<Seat>> after = new LinkedHashMap<>();
        Set<Long> moved = new LinkedHashSet<>();
        moves.keySet().forEach(held -> moved.add(held.row().id));
        touched.forEach((id, guest) -> after.put(
                id,
                new ArrayList<>(addresses.of(guest).stream()
                        .filter(held -> !moved.contains(held.row().id))
                        .map(Seat::of)
                        .toList())));
        moves.keySet().forEach(held -> commands.send(new HandOverAddress(new AssignmentId(held.row().id))));
        moves.forEach((held, to) -> {
            AddressRole role = held.internal() ? AddressRole.INTERNAL : AddressRole.HOST;
            Holder holder = new Holder(new InstanceId(to.id).text(), new TenantId(to.tenantId), null, role, null);
            after.computeIfAbsent(to.id, id -> new ArrayList<>()).add(Seat.of(again(held, holder), held.internal()));
        });
        touched.forEach((id, guest) -> lead(guest, after.getOrDefault(id, List.of())));
    }

    /** A reserved address that its guest has no more. */
    private void keep(Held held) {
        AddressView row = held.row();
        TenantId tenant = new TenantId(Objects.requireNonNull(row.tenantId));
        commands.send(new HandOverAddress(new AssignmentId(row.id)));
        again(held, new Holder(tenant.text(), tenant, null, AddressRole.RESERVATION, null));
    }

    private AssignAddress again(Held held, Holder holder) {
        AddressView row = held.row();
        AssignAddress given = picker.named(new PrefixId(row.prefixId), row.address, holder);
        commands.send(given);
        if (row.reserved) {
            commands.send(new ReserveAddress(given.assignmentId(), List.of(row.tags)));
        }
        String name = ties.names().of(row.id);
        if (name != null) {
            commands.send(new SetReverseName(given.assignmentId(), name));
        }
        return given;
    }

    /** The guest's first address is one it has. */
    private void lead(InstanceView guest, List<Seat> seats) {
        List<Seat> open = seats.stream().filter(seat -> !seat.internal()).toList();
        if (open.isEmpty()) {
            throw needed(guest.id);
        }
        if (seats.size() - open.size() > 1) {
            throw Refused.because(
                    ComputeRefusal.ADDRESS_NEEDED, "Linode " + guest.id + " would have more than one private IP.");
        }
        Long first = guest.assignmentId;
        if (first == null || open.stream().noneMatch(seat -> seat.assignment() == first)) {
            Seat seat = open.getFirst();
            commands.send(new ReplaceAddress(
                    new InstanceId(guest.id),
                    new AttachAddress(
                            new InstanceId(guest.id),
                            new AssignmentId(seat.assignment()),
                            new PrefixId(seat.prefix()),
                            seat.address(),
                            seat.prefixLength(),
                            seat.gateway())));
        }
    }

    private AssignAddress internal(SiteId site, Holder holder) {
        return prefixes.privateAt(site)
                .map(prefix -> picker.next(prefix, holder))
                .orElseThrow(() -> Refused.field(
                        NetworkRefusal.NO_FREE_ADDRESS,
                        "private_ip",
                        "private_ip: private addresses are not available in this region"));
    }

    private void refuseTied(Held held) {
        AddressView row = held.row();
        InstanceView guest = held.guest();
        if (row.sharedWith.length > 0) {
            throw Refused.field(
                    NetworkRefusal.ADDRESS_IN_USE, "address", row.address + " is shared and cannot be moved.");
        }
        if (guest != null
                && ties.nics().of(new InstanceId(guest.id)).stream()
                        .anyMatch(nic -> row.address.equals(nic.natAddress))) {
            throw Refused.field(
                    NetworkRefusal.ADDRESS_IN_USE,
                    "address",
                    row.address + " has a 1:1 NAT to a VPC interface and cannot be moved.");
        }
    }

    private static Refused needed(long guest) {
        return Refused.because(
                ComputeRefusal.ADDRESS_NEEDED, "Linode " + guest + " must have at least one public IPv4 address.");
    }

    /** An address as its guest has it after a change. */
    private record Seat(
            long assignment,
            long prefix,
            String address,
            int prefixLength,
            @Nullable String gateway,
            boolean internal) {
        static Seat of(Held held) {
            AddressView row = held.row();
            return new Seat(row.id, row.prefixId, row.address, row.prefixLength, row.gateway, held.internal());
        }

        static Seat of(AssignAddress given, boolean internal) {
            return new Seat(
                    given.assignmentId().value(),
                    given.prefixId().value(),
                    given.address(),
                    given.prefixLength(),
                    given.gateway(),
                    internal);
        }
    }

    /** What an address may be tied to. */
    @Singleton
    record Ties(Nics nics, AddressNames names) {}
}
