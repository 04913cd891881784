package myidc.api.tenant.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.AccountEvents;
import myidc.compute.read.Approvals;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Nics;
import myidc.compute.read.PlacementGroups;
import myidc.metering.read.MeterPoints;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Firewalls;
import myidc.network.read.Prefixes;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.storage.read.Volumes;

/** What keeps a machine from going to another account: all of it is told at once, by kind and never by name. */
@Singleton
final class Obstacles {
    private static final Set<String> AT_REST = Set.of("OFFLINE", "RUNNING");

    private final Life life;
    private final Ties ties;
    private final Net net;

    Obstacles(Life life, Ties ties, Net net) {
        this.life = life;
        this.ties = ties;
        this.net = net;
    }

    /** Refuses, naming the field, each machine and each thing in its way. */
    void refuseAny(String field, List<InstanceView> guests) {
        String told = guests.stream()
                .map(guest -> told(guest, of(guest)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        if (!told.isEmpty()) {
            throw Refused.field(ComputeRefusal.TRANSFER_BLOCKED, field, field + ": " + told);
        }
    }

    private static String told(InstanceView guest, List<String> found) {
        return found.isEmpty()
                ? ""
                : "Linode " + guest.id + " cannot be transferred: it " + String.join(", ", found) + ".";
    }

    private List<String> of(InstanceView guest) {
        InstanceId id = new InstanceId(guest.id);
        List<String> found = new ArrayList<>();
        note(found, !AT_REST.contains(guest.status) || guest.work != null, "has an action under way");
        note(found, !life.events().waiting(id).isEmpty(), "has actions waiting");
        note(found, life.approvals().open(id).isPresent(), "awaits approval");
        note(found, guest.lockId != null, "is locked");
        note(found, !ties.volumes().on(id).isEmpty(), "has volumes attached");
        note(found, !ties.firewalls().before(new TenantId(guest.tenantId), id).isEmpty(), "has a firewall");
        note(found, ties.groups().around(id).isPresent(), "is in a placement group");
        note(
                found,
                ties.nics().of(id).stream().anyMatch(nic -> !nic.purpose.equals("PUBLIC")),
                "has an interface to a VLAN or VPC");
        addresses(found, id);
        note(found, isMeasured(guest), "is charged by meters of its own");
        return found;
    }

    private void addresses(List<String> found, InstanceId guest) {
        List<AddressView> held = net.addresses().of(guest.text());
        note(found, held.stream().anyMatch(address -> address.reserved), "has reserved addresses");
        note(
                found,
                held.stream().anyMatch(address -> address.sharedWith.length > 0)
                        || !net.addresses().sharedWith(guest.text()).isEmpty(),
                "has shared addresses");
        note(found, !net.prefixes().routedTo(guest.text()).isEmpty(), "has IPv6 ranges");
    }

    /** What is measured for the one tenant would be charged to it until its next measurement, whoever has the machine. */
    private boolean isMeasured(InstanceView guest) {
        String pool = guest.poolId == null ? "" : new PoolId(guest.poolId).text();
        return net.points()
                .anyOn(
                        new TenantId(guest.tenantId),
                        new InstanceId(guest.id).text(),
                        pool,
                        life.clock().instant());
    }

    private static void note(List<String> found, boolean there, String words) {
        if (there) {
            found.add(words);
        }
    }

    /** What is under way. */
    @Singleton
    record Life(AccountEvents events, Approvals approvals, Clock clock) {}

    /** What a machine may be tied to. */
    @Singleton
    record Ties(Volumes volumes, Firewalls firewalls, PlacementGroups groups, Nics nics) {}

    /** What it has of networks, and what counts it. */
    @Singleton
    record Net(Addresses addresses, Prefixes prefixes, MeterPoints points) {}
}
