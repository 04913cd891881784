package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import myidc.api.tenant.linode.GuestInterfaces.Asked;
import myidc.api.tenant.linode.GuestInterfaces.Guest;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Holder;
import myidc.network.NetworkRefusal;
import myidc.network.PrivateIpv6;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/**
 * Guests' IPv6 in private networks: beside its address of IPv4 an interface has one of its subnet's IPv6, by an assignment
 * of its own, which is noted as its network and subnet and found by that.
 */
@Singleton
final class GuestIpv6 {
    private final AddressPicker picker;
    private final Addresses addresses;

    GuestIpv6(AddressPicker picker, Addresses addresses) {
        this.picker = picker;
        this.addresses = addresses;
    }

    /** The address an interface gets of its subnet's block; none when it has one, wants none, or the subnet has no IPv6. */
    Optional<AssignAddress> seat(Guest guest, Asked asked, @Nullable PrefixId block, String note) {
        if (block == null) {
            if (asked.request().asksForIpv6()) {
                throw invalid(asked, "needs a subnet that has IPv6");
            }
            return Optional.empty();
        }
        boolean seated = addresses.of(guest.id().text()).stream().anyMatch(held -> held.prefixId == block.value());
        if (seated || asked.request().declinesIpv6()) {
            return Optional.empty();
        }
        AssignAddress given =
                picker.next(block, new Holder(guest.id().text(), guest.tenantId(), note, AddressRole.INTERNAL, null));
        String wanted = asked.request().slaacRange();
        if (wanted != null
                && !PrivateIpv6.AUTO.equals(wanted)
                && !PrivateIpv6.link(given.address()).equals(wanted)) {
            throw invalid(asked, "must be auto or " + PrivateIpv6.link(given.address()));
        }
        return Optional.of(given);
    }

    /** What a guest holds of a subnet's IPv6. */
    Optional<AddressView> held(InstanceId guest, VpcId vpc, SubnetId subnet) {
        return addresses.of(guest.text()).stream()
                .filter(address -> isIpv6(address) && note(vpc, subnet).equals(address.note))
                .findFirst();
    }

    /** A guest's addresses by the numbers of their subnets. */
    Map<Long, String> of(InstanceId guest) {
        Map<Long, String> bySubnet = new HashMap<>();
        for (AddressView address : addresses.of(guest.text())) {
            String note = address.note;
            if (isIpv6(address) && note != null && note.matches("vpc-[0-9]{1,18}, subnet-[0-9]{1,18}")) {
                bySubnet.put(Long.parseLong(note.substring(note.lastIndexOf('-') + 1)), address.address);
            }
        }
        return bySubnet;
    }

    /** What assignments in a subnet are noted as. */
    static String note(VpcId vpc, SubnetId subnet) {
        return vpc.text() + ", " + subnet.text();
    }

    private static Refused invalid(Asked asked, String rule) {
        String field = asked.field() + ".ipv6";
        return Refused.field(NetworkRefusal.SUBNET_INVALID, field, field + " " + rule);
    }

    private static boolean isIpv6(AddressView address) {
        return address.address.indexOf(':') >= 0;
    }
}
