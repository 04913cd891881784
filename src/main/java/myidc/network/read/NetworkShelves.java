package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import myidc.platform.asof.Histories;

/** The shelves of the network's small things. */
@Singleton
public final class NetworkShelves {
    static final List<String> KINDS = List.of("vrf", "aggregate", "range", "vlan_group", "vlan", "vni_pool", "vni");
    static final List<String> VPCS = List.of("vpc");
    static final String FIREWALL = "firewall";
    static final String RULESET = "ruleset";

    private final Shelf<VrfRow> vrfs;
    private final Shelf<AggregateRow> aggregates;
    private final Shelf<RangeRow> ranges;
    private final Shelf<VlanGroupRow> vlanGroups;
    private final Shelf<VlanRow> vlans;
    private final Shelf<VniPoolRow> vniPools;
    private final Shelf<VniRow> vnis;
    private final Shelf<VpcRow> vpcs;
    private final Shelf<FirewallRow> firewalls;
    private final Shelf<RulesetRow> rulesets;

    NetworkShelves(Histories histories, Clock clock) {
        vrfs = new Shelf<>("vrf", VrfRow.class, histories, clock);
        aggregates = new Shelf<>("aggregate", AggregateRow.class, histories, clock);
        ranges = new Shelf<>("range", RangeRow.class, histories, clock);
        vlanGroups = new Shelf<>("vlan_group", VlanGroupRow.class, histories, clock);
        vlans = new Shelf<>("vlan", VlanRow.class, histories, clock);
        vniPools = new Shelf<>("vni_pool", VniPoolRow.class, histories, clock);
        vnis = new Shelf<>("vni", VniRow.class, histories, clock);
        vpcs = new Shelf<>("vpc", VpcRow.class, histories, clock);
        firewalls = new Shelf<>(FIREWALL, FirewallRow.class, histories, clock);
        rulesets = new Shelf<>(RULESET, RulesetRow.class, histories, clock);
    }

    public Shelf<VrfRow> vrfs() {
        return vrfs;
    }

    public Shelf<AggregateRow> aggregates() {
        return aggregates;
    }

    public Shelf<RangeRow> ranges() {
        return ranges;
    }

    public Shelf<VlanGroupRow> vlanGroups() {
        return vlanGroups;
    }

    public Shelf<VlanRow> vlans() {
        return vlans;
    }

    public Shelf<VniPoolRow> vniPools() {
        return vniPools;
    }

    public Shelf<VniRow> vnis() {
        return vnis;
    }

    public Shelf<VpcRow> vpcs() {
        return vpcs;
    }

    public Shelf<FirewallRow> firewalls() {
        return firewalls;
    }

    public Shelf<RulesetRow> rulesets() {
        return rulesets;
    }
}
