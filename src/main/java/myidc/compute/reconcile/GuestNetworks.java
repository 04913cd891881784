package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.Wire;
import myidc.compute.read.InstanceView;
import myidc.compute.read.NicView;
import myidc.compute.read.Nics;
import myidc.network.event.FirewallRules;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Firewalls;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/** What the machine room is told of a guest's network interfaces. */
@Singleton
class GuestNetworks {
    private final Nics nics;
    private final Firewalls firewalls;

    private final Addresses addresses;

    GuestNetworks(Nics nics, Firewalls firewalls, Addresses addresses) {
        this.nics = nics;
        this.firewalls = firewalls;
        this.addresses = addresses;
    }

    /** What may pass; null when all may. */
    @Transactional
    @Nullable
    FirewallRules filter(InstanceView guest) {
        return firewalls
                .inForce(new TenantId(guest.tenantId), new InstanceId(guest.id))
                .map(Firewalls.InForce::rules)
                .orElse(null);
    }

    @Transactional
    List<Wire> wires(InstanceView guest) {
        InstanceId id = new InstanceId(guest.id);
        List<AddressView> held = addresses.of(id.text());
        List<String> sources = addresses.sources(id.text());
        List<NicView> interfaces = nics.of(id);
        return interfaces.isEmpty()
                ? List.of(new Wire(Purpose.PUBLIC, null, guest.address, null, true, List.of(), sources))
                : interfaces.stream().map(nic -> wire(nic, held, sources)).toList();
    }

    private static Wire wire(NicView nic, List<AddressView> held, List<String> sources) {
        Purpose purpose = Purpose.valueOf(nic.purpose);
        return new Wire(
                purpose,
                nic.segment,
                address(nic),
                nic.natAddress,
                nic.primary,
                ipv6(nic, held),
                purpose == Purpose.PUBLIC ? sources : List.of());
    }

    /** Its addresses in the subnet's block of IPv6; they are assignments of their own that note network and subnet. */
    private static List<String> ipv6(NicView nic, List<AddressView> held) {
        Long vpc = nic.vpcId;
        Long subnet = nic.subnetId;
        if (vpc == null || subnet == null) {
            return List.of();
        }
        String note = new VpcId(vpc).text() + ", " + new SubnetId(subnet).text();
        return held.stream()
                .filter(address -> address.address.indexOf(':') >= 0 && note.equals(address.note))
                .map(address -> address.address + "/" + address.prefixLength)
                .toList();
    }

    private static @Nullable String address(NicView nic) {
        return nic.address == null ? nic.ipamAddress : nic.address + "/" + nic.prefixLength;
    }
}
