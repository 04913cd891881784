package myidc.api.tenant.vpc;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import myidc.network.NetworkRefusal;
import myidc.network.PrivateIpv6;
import myidc.network.VniCommand.OpenVniPool;
import myidc.network.VniCommand.TakeVni;
import myidc.network.VniPicker;
import myidc.network.VpcCommand.CreateVpc;
import myidc.network.read.NetworkShelves;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/** Makes private networks: a VNI of the site's pool, then the network. A site without a pool gets a wide one first. */
@Singleton
final class VpcOrders {
    private static final int OF_A_TENANT_MAX = 100;

    private final Commands commands;
    private final CurrentCaller callers;
    private final Sites sites;
    private final NetworkShelves shelves;
    private final VniPicker vnis;

    VpcOrders(Commands commands, CurrentCaller callers, Sites sites, NetworkShelves shelves, VniPicker vnis) {
        this.commands = commands;
        this.callers = callers;
        this.sites = sites;
        this.shelves = shelves;
        this.vnis = vnis;
    }

    /** @param ipv6 as asked for; null for none */
    Order of(@Nullable String region, String label, @Nullable String description, @Nullable String ipv6) {
        String wanted = Check.text("region", region, 40);
        SiteView site = sites.inRegion(wanted)
                .orElseThrow(() -> Refused.field(NetworkRefusal.SITE_UNKNOWN, "region", "region is not valid"));
        TenantId tenant = callers.get().ownTenant();
        long present = shelves.vpcs()
                .list(Map.of("tenantId", tenant.value()), null, new Page.Ask(1, 1))
                .results();
        if (present >= OF_A_TENANT_MAX) {
            throw Refused.because(
                    NetworkRefusal.TOO_MANY_SUBNETS, "An account can have at most " + OF_A_TENANT_MAX + " VPCs");
        }
        return new Order(
                tenant,
                new SiteId(site.id),
                wanted,
                label,
                description == null ? "" : description,
                ipv6 == null ? null : PrivateIpv6.chosen(ipv6));
    }

    /** To be called within the work of a call. */
    void place(VpcId id, Order order, List<String> ranges) {
        OpenVniPool pool = vnis.missingPool(order.siteId());
        if (pool != null) {
            commands.send(pool);
        }
        TakeVni vni = vnis.next(order.siteId(), id.text());
        commands.send(vni);
        commands.send(new CreateVpc(
                id,
                order.tenantId(),
                order.siteId(),
                order.region(),
                order.label(),
                order.description(),
                ranges,
                order.ipv6(),
                vni.vniId(),
                Objects.requireNonNull(vni.number())));
    }

    /** What network is wanted. */
    record Order(
            TenantId tenantId,
            SiteId siteId,
            String region,
            String label,
            String description,
            @Nullable String ipv6) {}
}
