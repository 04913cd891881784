package myidc.api.tenant.vpc;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.read.NicView;
import myidc.compute.read.Nics;
import myidc.network.NetworkRefusal;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VpcRow;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/** The caller's tenant's private networks, and of those the ones grants let a restricted user have. */
@Singleton
public final class OwnVpcs implements Grantable {
    private static final String KIND = "vpc";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final NetworkShelves shelves;
    private final Nics nics;
    private final Addresses addresses;

    OwnVpcs(CurrentCaller callers, GrantGuard guard, NetworkShelves shelves, Nics nics, Addresses addresses) {
        this.nics = nics;
        this.addresses = addresses;
        this.callers = callers;
        this.guard = guard;
        this.shelves = shelves;
    }

    /** Those the caller may see, now or as of an instant. */
    List<VpcRow> seen(@Nullable Instant at) {
        LongPredicate sees = guard.sees(KIND);
        return rows(callers.get().ownTenant(), at).stream()
                .filter(vpc -> sees.test(vpc.id()))
                .toList();
    }

    /** The private network that the subnet belongs to, if the caller may have it. */
    public Optional<VpcRow> around(long subnet) {
        return seen(null).stream()
                .filter(vpc -> vpc.subnets().stream().anyMatch(row -> row.id() == subnet))
                .findFirst();
    }

    /** What of the tenant's guests is, or was, attached to private networks. */
    Attached attached(@Nullable Instant at) {
        TenantId tenant = callers.get().ownTenant();
        return attached(
                at == null ? nics.inVpcs(tenant) : nics.asOf(Map.of("tenantId", tenant.value()), at),
                rows(tenant, at),
                at);
    }

    /** What is, or was, attached to one private network. */
    Attached attached(long vpc, @Nullable Instant at) {
        return attached(
                at == null ? nics.in(new VpcId(vpc)) : nics.asOf(Map.of("vpcId", vpc), at),
                shelves.vpcs().find(vpc, at).stream().toList(),
                at);
    }

    /** A guest's addresses in private networks; whoever may see the guest may see them. */
    public List<VpcIpJson> ipsOf(InstanceId guest) {
        List<VpcRow> vpcs = around(guest);
        Attached attached = attached(nics.of(guest), vpcs, null);
        return vpcs.stream().flatMap(vpc -> attached.ips(vpc).stream()).toList();
    }

    /** A guest's IPv6 in private networks; whoever may see the guest may see it. */
    public List<VpcIpv6Json> ipv6sOf(InstanceId guest) {
        List<VpcRow> vpcs = around(guest);
        Attached attached = attached(nics.of(guest), vpcs, null);
        return vpcs.stream().flatMap(vpc -> attached.ipv6s(vpc).stream()).toList();
    }

    private List<VpcRow> around(InstanceId guest) {
        return nics.of(guest).stream()
                .flatMap(nic -> Stream.ofNullable(nic.vpcId))
                .distinct()
                .map(vpc -> own(vpc, null))
                .toList();
    }

    private Attached attached(List<NicView> there, List<VpcRow> vpcs, @Nullable Instant at) {
        Map<Long, Long> subnets = new HashMap<>();
        for (VpcRow vpc : vpcs) {
            for (VpcRow.SubnetRow subnet : vpc.subnets()) {
                Long prefix = subnet.prefix6Id();
                if (prefix != null) {
                    subnets.put(prefix, subnet.id());
                }
            }
        }
        Map<String, String> ipv6 = new HashMap<>();
        for (AddressView address : addresses.in(subnets.keySet(), at)) {
            Long subnet = subnets.get(address.prefixId);
            if (subnet != null) {
                ipv6.put(Attached.seat(address.holder, subnet), address.address);
            }
        }
        return new Attached(there, at == null ? nics.running(there) : nics.running(there, at), ipv6);
    }

    VpcRow readable(long id, @Nullable Instant at) {
        VpcRow vpc = own(id, at);
        guard.mayRead(KIND, id);
        return vpc;
    }

    VpcRow changeable(long id) {
        VpcRow vpc = own(id, null);
        guard.mayChange(KIND, id);
        return vpc;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return rows(tenant, null).stream()
                .map(vpc -> new Thing(vpc.id(), vpc.label()))
                .toList();
    }

    private List<VpcRow> rows(TenantId tenant, @Nullable Instant at) {
        return shelves.vpcs().list(Map.of("tenantId", tenant.value()), at, ALL).data();
    }

    private VpcRow own(long id, @Nullable Instant at) {
        return shelves.vpcs()
                .find(id, at)
                .filter(vpc -> vpc.tenantId() == callers.get().ownTenant().value())
                .orElseThrow(() -> Refused.because(NetworkRefusal.VPC_NOT_FOUND, "Not found"));
    }
}
