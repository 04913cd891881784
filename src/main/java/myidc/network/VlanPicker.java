package myidc.network;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import myidc.network.VlanCommand.AddVlan;
import myidc.network.VlanGroupCommand.DefineVlanGroup;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VlanRow;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanGroupId;
import myidc.shared.id.VlanId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the VLAN that a tenant calls by a name, and chooses numbers for new ones out of a group of its own, which
 * operators may define before with other limits. Everything is told as commands to send in the same transaction.
 */
@Singleton
public final class VlanPicker {
    private static final Page.Ask FEW = new Page.Ask(1, 2);
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);
    private static final int FIRST = 1_000;
    private static final int LAST = 4_094;

    private final NumberRoom numbers;
    private final NetworkShelves shelves;
    private final Sequences sequences;
    private final Sql sql;

    VlanPicker(NumberRoom numbers, NetworkShelves shelves, Sequences sequences, Sql sql) {
        this.numbers = numbers;
        this.shelves = shelves;
        this.sequences = sequences;
        this.sql = sql;
    }

    /** The tenant's VLAN of that name at a site; whoever asks for the same one waits until the transaction is over. */
    public Optional<VlanRow> find(Wanted wanted) {
        sql.rows(
                "select pg_advisory_xact_lock(hashtext('vlans'), hashtext(?))",
                row -> true,
                wanted.tenantId().value() + "/" + wanted.siteId().value() + "/" + wanted.label());
        return shelves
                .vlans()
                .list(
                        Map.of(
                                "tenantId", wanted.tenantId().value(),
                                "siteId", wanted.siteId().value(),
                                "name", wanted.label()),
                        null,
                        FEW)
                .data()
                .stream()
                .findFirst();
    }

    /** What must be sent before a number can be chosen at the site: null when its group is there. */
    public @Nullable DefineVlanGroup missingGroup(SiteId site) {
        sql.rows("select pg_advisory_xact_lock(hashtext('vlan-groups'), hashint8(?))", row -> true, site.value());
        return group(site).isPresent()
                ? null
                : new DefineVlanGroup(
                        new VlanGroupId(sequences.next("vlangroup")), site, groupName(site), FIRST, LAST, null);
    }

    /** A new VLAN with the lowest free number of the site's group; refused as NO_FREE_NUMBER when there is none. */
    public AddVlan next(VlanGroupId group, Wanted wanted) {
        VlanId vlan = new VlanId(sequences.next("vlan"));
        long number = numbers.take(NumberRoom.vlans(group), null, vlan.text());
        return new AddVlan(
                vlan, group, wanted.siteId(), Math.toIntExact(number), wanted.label(), wanted.tenantId(), null);
    }

    /** The group that tenants' VLANs at a site are numbered in. */
    public Optional<VlanGroupId> group(SiteId site) {
        return shelves.vlanGroups().list(Map.of("name", groupName(site)), null, ALL).data().stream()
                .findFirst()
                .map(group -> new VlanGroupId(group.id()));
    }

    private static String groupName(SiteId site) {
        return "tenants-" + site.text();
    }

    /** A VLAN as a tenant names it. */
    public record Wanted(TenantId tenantId, SiteId siteId, String label) {}
}
