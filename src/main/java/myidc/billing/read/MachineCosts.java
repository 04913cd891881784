package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.billing.rating.RatedLine;
import myidc.billing.read.Accounts.AccountRow;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;

/** What machines cost so far in the month under way: they themselves, their disks in pools, backups and addresses. */
@Singleton
public final class MachineCosts {
    private final Accounts accounts;
    private final Charges charges;
    private final Sql sql;

    MachineCosts(Accounts accounts, Charges charges, Sql sql) {
        this.accounts = accounts;
        this.charges = charges;
        this.sql = sql;
    }

    /** Costs by machine, as the account is charged, before tax; empty where the tenant has no account. */
    public Map<InstanceId, Cost> of(TenantId tenant, Collection<InstanceId> machines, Instant now) {
        Map<InstanceId, Cost> costs = new HashMap<>();
        accounts.of(tenant).ifPresent(account -> {
            Instant from = BillingMonth.of(now, account.zone()).period().from();
            Map<String, Money> byResource = charges.accrued(account, now).current().lines().stream()
                    .collect(Collectors.toMap(RatedLine::resource, RatedLine::amount, Money::plus));
            Map<String, List<String>> addresses = addresses(tenant, machines, from);
            for (InstanceId machine : machines) {
                costs.put(machine, new Cost(sum(account, machine, byResource, addresses), from, now));
            }
        });
        return costs;
    }

    private static Money sum(
            AccountRow account, InstanceId machine, Map<String, Money> costs, Map<String, List<String>> addresses) {
        Money sum = Money.zero(account.currency());
        for (String kind : List.of("instance-", "disk-", "backups-")) {
            sum = sum.plus(costs.getOrDefault(kind + machine.value(), Money.zero(account.currency())));
        }
        for (String address : addresses.getOrDefault(machine.text(), List.of())) {
            sum = sum.plus(costs.getOrDefault(address, Money.zero(account.currency())));
        }
        return sum;
    }

    /** What each machine held of addresses since the month began. */
    private Map<String, List<String>> addresses(TenantId tenant, Collection<InstanceId> machines, Instant from) {
        String[] holders = machines.stream().map(InstanceId::text).toArray(String[]::new);
        Map<String, List<String>> held = new HashMap<>();
        sql.rows(
                        "select distinct holder, resource from charging_span where tenant_id = ? and holder = any (?)"
                                + " and (ended_at is null or ended_at > ?)",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        tenant.value(),
                        holders,
                        from)
                .forEach(each -> held.merge(each.getKey(), List.of(each.getValue()), MachineCosts::both));
        return held;
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** A sum, and from when until when. */
    public record Cost(Money amount, Instant from, Instant until) {}
}
