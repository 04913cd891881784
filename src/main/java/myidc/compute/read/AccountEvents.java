package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** Reads a tenant's account events, and keeps up to where it has seen them. */
@Singleton
public class AccountEvents {
    private static final int USUAL_OF = 20;

    private final Sql sql;

    AccountEvents(Sql sql) {
        this.sql = sql;
    }

    public Optional<AccountEventView> find(TenantId tenant, long id) {
        return AccountEventView.<AccountEventView>find("id = ?1 and tenantId = ?2", id, tenant.value())
                .firstResultOptional();
    }

    /**
     * A tenant's events that meet a condition in HQL.
     *
     * @param where follows {@code tenantId = ?1 and}; built from known attributes only
     * @param values of the parameters, the tenant's number first
     */
    public Page<AccountEventView> list(String where, String orderBy, Object[] values, Page.Ask ask) {
        PanacheQuery<AccountEventView> query =
                AccountEventView.find("tenantId = ?1 and " + where + " order by " + orderBy, values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Of these guests, those the machine room has begun to work on. */
    public Set<Long> begun(List<AccountEventView> events) {
        List<Long> waiting = events.stream()
                .filter(event -> event.status.equals("scheduled") && event.queuedNumber == null)
                .map(event -> event.entityId)
                .toList();
        if (waiting.isEmpty()) {
            return Set.of();
        }
        return sql
                .rows(
                        "select instance_id from room_work where attempts > 0 and instance_id = any(string_to_array(?,"
                                + " ',')::bigint[])",
                        row -> row.getLong(1),
                        waiting.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How long each of these actions takes as a rule, in milliseconds: the median of the last ones that were done, whoever
     * they were for. Nothing of an action that was never done.
     */
    public Map<String, Long> usualMillis(Set<String> actions) {
        if (actions.isEmpty()) {
            return Map.of();
        }
        return sql
                .rows(
                        "select asked.action, round(percentile_cont(0.5) within group (order by"
                                + " extract(epoch from done.ended_at - done.created_at)) * 1000)::bigint"
                                + " from unnest(string_to_array(?, ',')) asked(action) cross join lateral"
                                + " (select created_at, ended_at from account_event_view event where event.action ="
                                + " asked.action and event.status = 'finished' order by event.id desc limit "
                                + USUAL_OF + ") done group by asked.action",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        String.join(",", actions))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The events of actions that wait for the guest, a bounded number, first that joined first. */
    public List<AccountEventView> waiting(InstanceId guest) {
        return AccountEventView.list(
                "entityType = 'linode' and entityId = ?1 and endedAt is null and queuedNumber is not null order by id",
                guest.value());
    }

    /** How many of its guest's actions wait up to and with this one, which waits. */
    public int place(AccountEventView waiting) {
        return (int) AccountEventView.count(
                "entityType = 'linode' and entityId = ?1 and endedAt is null and queuedNumber is not null and id <= ?2",
                waiting.entityId,
                waiting.id);
    }

    /** The latest event the tenant has seen; 0 when none. */
    public long seenUpTo(TenantId tenant) {
        return sql.count("select up_to from account_event_seen where tenant_id = ?", tenant.value());
    }

    /** Marks this event and all before it as seen. */
    @Transactional
    public void see(TenantId tenant, long id) {
        sql.change(
                "insert into account_event_seen (tenant_id, up_to) values (?, ?) on conflict (tenant_id) do update set"
                        + " up_to = greatest(account_event_seen.up_to, excluded.up_to)",
                tenant.value(),
                id);
    }
}
