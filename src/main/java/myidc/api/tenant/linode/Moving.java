package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.api.tenant.linode.Regions.Region;
import myidc.billing.rating.Sku;
import myidc.billing.reconcile.BudgetGuard;
import myidc.compute.ComputeRefusal;
import myidc.compute.placement.InstanceMigration;
import myidc.compute.placement.InstanceMigration.Goal;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Nics;
import myidc.compute.read.PlacementGroups;
import myidc.network.read.Addresses;
import myidc.network.read.Prefixes;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** Guests on their way elsewhere. What is bound to a region stays there, so a guest that has any of it stays too. */
@Singleton
final class Moving {
    private static final int IPV4 = 4;

    private final Regions regions;
    private final InstanceMigration migration;
    private final BudgetGuard budgets;
    private final Bonds bonds;

    Moving(Regions regions, InstanceMigration migration, BudgetGuard budgets, Bonds bonds) {
        this.regions = regions;
        this.migration = migration;
        this.budgets = budgets;
        this.bonds = bonds;
    }

    /** @param begin done in the same call, right before */
    void to(InstanceView guest, @Nullable String asked, Runnable begin) {
        if (asked == null || asked.equals(guest.region) || asked.equals(guest.regionShown())) {
            migration.begin(guest, new Goal(new SiteId(guest.siteId), guest.region, true, null), begin);
            return;
        }
        Region region = regions.find(Check.text("region", asked, 40))
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, "region", "region is not valid"));
        SiteId site = new SiteId(region.site().id);
        bonds.refuse(guest);
        bonds.needAddress(site);
        migration.begin(guest, new Goal(site, region.site().region, true, null), () -> {
            budgets.mayResize(
                    new TenantId(guest.tenantId),
                    new InstanceId(guest.id),
                    new Sku("instance:" + guest.plan, region.site().region));
            begin.run();
        });
    }

    /** Refuses to let a guest that has GPUs run on: these stay with its host, others wait for it on the next one. */
    void refuseBound(InstanceView guest) {
        if (bonds.gpus().counts(List.of(guest), null).containsKey(guest.id)) {
            throw Refused.field(
                    ComputeRefusal.GPUS_BIND,
                    "type",
                    "type must be cold: Linode " + guest.id + " has GPUs and is switched off to go to another host.");
        }
    }

    /** What of a guest would not go with it to another region. */
    @Singleton
    record Bonds(
            Volumes volumes, Nics nics, PlacementGroups groups, Addresses addresses, Prefixes prefixes, Gpus gpus) {
        void refuse(InstanceView guest) {
            InstanceId id = new InstanceId(guest.id);
            bound(!volumes.on(id).isEmpty(), "detach its volumes");
            bound(nics.of(id).stream().anyMatch(nic -> !nic.purpose.equals("PUBLIC")), "take it out of its networks");
            bound(groups.byGuest(new TenantId(guest.tenantId)).containsKey(guest.id), "take it out of its group");
            bound(addresses.of(id.text()).size() > 1, "remove its other addresses");
            bound(addresses.of(id.text()).stream().anyMatch(held -> held.reserved), "unreserve its address");
            bound(!prefixes.routedTo(id.text()).isEmpty(), "delete its IPv6 ranges");
            bound(guest.backups, "cancel its backups");
        }

        void needAddress(SiteId site) {
            if (prefixes.withFree(site, IPV4).isEmpty()) {
                throw Refused.field(ComputeRefusal.NOTHING_FITS, "region", "region has no address left");
            }
        }

        private static void bound(boolean isBound, String first) {
            if (isBound) {
                throw Refused.field(
                        ComputeRefusal.REGION_BOUND,
                        "region",
                        "To take a Linode to another region, " + first + " first.");
            }
        }
    }
}
