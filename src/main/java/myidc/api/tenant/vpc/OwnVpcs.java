package myidc.api.tenant.vpc;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.read.NicView;
import myidc.compute.read.Nics;
import myidc.network.NetworkRefusal;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VpcRow;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;

/** The caller's tenant's private networks, and of those the ones grants let a restricted user have. */
@Singleton
public final class OwnVpcs implements Grantable {
    private static final String KIND = "vpc";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final NetworkShelves shelves;
    private final Nics nics;

    OwnVpcs(CurrentCaller callers, GrantGuard guard, NetworkShelves shelves, Nics nics) {
        this.nics = nics;
        this.callers = callers;
        this.guard = guard;
        this.shelves = shelves;
    }

    List<VpcRow> seen() {
        LongPredicate sees = guard.sees(KIND);
        return rows(callers.get().ownTenant()).stream()
                .filter(vpc -> sees.test(vpc.id()))
                .toList();
    }

    /** The private network that the subnet belongs to, if the caller may have it. */
    public Optional<VpcRow> around(long subnet) {
        return seen().stream()
                .filter(vpc -> vpc.subnets().stream().anyMatch(row -> row.id() == subnet))
                .findFirst();
    }

    /** What of the tenant's guests is attached to private networks. */
    Attached attached() {
        return attached(nics.inVpcs(callers.get().ownTenant()));
    }

    /** What is attached to one private network. */
    Attached attached(long vpc) {
        return attached(nics.in(new VpcId(vpc)));
    }

    /** A guest's addresses in private networks; whoever may see the guest may see them. */
    public List<VpcIpJson> ipsOf(InstanceId guest) {
        Attached attached = attached(nics.of(guest));
        return attached.nics().stream()
                .filter(nic -> nic.vpcId != null)
                .map(nic -> own(nic.vpcId))
                .flatMap(vpc -> attached.ips(vpc).stream())
                .toList();
    }

    private Attached attached(List<NicView> present) {
        return new Attached(present, nics.running(present));
    }

    VpcRow readable(long id) {
        VpcRow vpc = own(id);
        guard.mayRead(KIND, id);
        return vpc;
    }

    VpcRow changeable(long id) {
        VpcRow vpc = own(id);
        guard.mayChange(KIND, id);
        return vpc;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return rows(tenant).stream()
                .map(vpc -> new Thing(vpc.id(), vpc.label()))
                .toList();
    }

    private List<VpcRow> rows(TenantId tenant) {
        return shelves.vpcs()
                .list(Map.of("tenantId", tenant.value()), null, ALL)
                .data();
    }

    private VpcRow own(long id) {
        return shelves.vpcs()
                .find(id, null)
                .filter(vpc -> vpc.tenantId() == callers.get().ownTenant().value())
                .orElseThrow(() -> Refused.because(NetworkRefusal.VPC_NOT_FOUND, "Not found"));
    }
}
