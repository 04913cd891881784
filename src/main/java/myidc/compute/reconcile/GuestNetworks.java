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
import myidc.network.read.Firewalls;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What the machine room is told of a guest's network interfaces. */
@Singleton
class GuestNetworks {
    private final Nics nics;
    private final Firewalls firewalls;

    GuestNetworks(Nics nics, Firewalls firewalls) {
        this.nics = nics;
        this.firewalls = firewalls;
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
    List<Wire> wires(long guest) {
        return nics.of(new InstanceId(guest)).stream()
                .map(nic ->
                        new Wire(Purpose.valueOf(nic.purpose), nic.segment, address(nic), nic.natAddress, nic.primary))
                .toList();
    }

    private static @Nullable String address(NicView nic) {
        return nic.address == null ? nic.ipamAddress : nic.address + "/" + nic.prefixLength;
    }
}
