package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.network.event.FirewallUsage;
import myidc.platform.asof.Histories;
import myidc.platform.asof.Histories.Thing;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.RulesetId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads firewalls and sets of rules. */
@Singleton
public final class Firewalls implements LiveAudience {
    /** A tenant has so many at most, of firewalls and of sets of rules. */
    public static final int MOST = 100;

    private static final String TENANT = "tenantId";
    private static final String DEVICES = "devices";
    private static final String RULE_VERSION = "ruleVersion";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final Shelf<FirewallRow> firewalls;
    private final Shelf<RulesetRow> rulesets;
    private final Histories histories;

    Firewalls(NetworkShelves shelves, Histories histories) {
        this.firewalls = shelves.firewalls();
        this.rulesets = shelves.rulesets();
        this.histories = histories;
    }

    /** A tenant's firewalls by number, now or as of an instant. */
    public List<FirewallRow> of(TenantId tenant, @Nullable Instant asOf) {
        return firewalls.list(Map.of(TENANT, tenant.value()), asOf, ALL).data();
    }

    /** A tenant's own firewall; another tenant's is as if it were not. */
    public Optional<FirewallRow> find(TenantId tenant, FirewallId id, @Nullable Instant asOf) {
        return firewalls.find(id.value(), asOf).filter(row -> row.tenantId == tenant.value());
    }

    /** A tenant's firewalls before a guest, switched on or not. */
    public List<FirewallRow> before(TenantId tenant, InstanceId guest) {
        return firewalls
                .list(Map.of(TENANT, tenant.value(), DEVICES, List.of(Map.of("instanceId", guest.value()))), null, ALL)
                .data();
    }

    /** What new things of a kind have, unless it is said otherwise. */
    public Optional<FirewallRow> defaultOf(TenantId tenant, FirewallUsage usage) {
        return of(tenant, null).stream()
                .filter(row -> row.defaultFor.contains(usage))
                .findFirst();
    }

    /** What a firewall showed while its rules were of each version, the newest version first. */
    public Page<FirewallRow> versions(FirewallId id, Page.Ask ask) {
        return histories.latestByEach(thing(id), RULE_VERSION, ask, FirewallRow.class);
    }

    /** What a firewall showed last while its rules were of this version. */
    public Optional<FirewallRow> version(FirewallId id, long version) {
        return histories.latestWith(thing(id), RULE_VERSION, version, FirewallRow.class);
    }

    /** What is to be in force before a guest; empty when all may pass. */
    public Optional<InForce> inForce(TenantId tenant, InstanceId guest) {
        return before(tenant, guest).stream()
                .filter(row -> row.enabled)
                .findFirst()
                .map(row -> new InForce(new FirewallId(row.id), row.ruleVersion, writtenOut(tenant, row)));
    }

    /** Sets of a tenant by number, now or as of an instant. */
    public List<RulesetRow> rulesets(TenantId tenant, @Nullable Instant asOf) {
        return rulesets.list(Map.of(TENANT, tenant.value()), asOf, ALL).data();
    }

    /** A tenant's own set; another tenant's is as if it were not. */
    public Optional<RulesetRow> ruleset(TenantId tenant, RulesetId id, @Nullable Instant asOf) {
        return rulesets.find(id.value(), asOf).filter(row -> row.tenantId() == tenant.value());
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("firewall-[0-9]{1,18}")
                && find(tenant, new FirewallId(Long.parseLong(thing.substring(9))), null)
                        .isPresent();
    }

    private static Thing thing(FirewallId id) {
        return new Thing(NetworkShelves.FIREWALL, id.value());
    }

    private FirewallRules writtenOut(TenantId tenant, FirewallRow row) {
        if (row.rulesets.isEmpty()) {
            return row.rules;
        }
        Map<Long, List<FirewallRule>> sets = new HashMap<>(
                rulesets(tenant, null).stream().collect(Collectors.toMap(RulesetRow::id, RulesetRow::rules)));
        return new FirewallRules(
                writtenOut(row.rules.inbound(), sets),
                row.rules.acceptInbound(),
                writtenOut(row.rules.outbound(), sets),
                row.rules.acceptOutbound());
    }

    private static List<FirewallRule> writtenOut(List<FirewallRule> rules, Map<Long, List<FirewallRule>> sets) {
        List<FirewallRule> all = new ArrayList<>();
        for (FirewallRule rule : rules) {
            RulesetId set = rule.ruleset();
            if (set == null) {
                all.add(rule);
            } else {
                all.addAll(sets.getOrDefault(set.value(), List.of()));
            }
        }
        return List.copyOf(all);
    }

    /**
     * What a guest's traffic is to meet.
     *
     * @param rules with sets written out
     */
    public record InForce(FirewallId firewallId, long ruleVersion, FirewallRules rules) {}
}
