package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.compute.reconcile.RoomWork.Action;
import myidc.compute.reconcile.RoomWork.Job;
import myidc.platform.db.Sql;

/** Which rows of {@link RoomWork} a worker has for itself, for as long as it says that it is alive. */
@Singleton
final class RoomLeases {
    private static final int LEASE_SECONDS = 10;

    /** A move needs both hosts. */
    private static final String SHARE = "case when work.action = 'MIGRATE' and guest.goal_host_id <> guest.host_id then"
            + " least(guest.host_id, guest.goal_host_id) || '+' || greatest(guest.host_id, guest.goal_host_id)"
            + " else coalesce(guest.host_id::text, '" + HostShares.NOBODY + "') end";

    private static final String DUE = "work.due_at <= clock_timestamp()"
            + " and (work.leased_until is null or work.leased_until < clock_timestamp())";

    private final Sql sql;

    RoomLeases(Sql sql) {
        this.sql = sql;
    }

    /**
     * Leases up to so many rows that are due and nobody else's, each with a piece of its share: of each share the first, then of
     * each the second, so that however much is due for some it stands before nothing of the others.
     */
    List<Leased> lease(String worker, int most, HostShares shares) {
        Map<Long, String> picked = new LinkedHashMap<>();
        sql.rows(
                        "select turn.instance_id, turn.share from (select due.*, row_number() over (partition by due.share"
                                + " order by due.due_at) as place from (select work.instance_id, work.due_at, " + SHARE
                                + " as share from room_work work left join instance_view guest"
                                + " on guest.id = work.instance_id where " + DUE + ") as due"
                                + " where due.share <> all (?::text[])) as turn where turn.place <= ?"
                                + " order by turn.place, turn.due_at limit ?",
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        shares.usedUp(),
                        shares.each(),
                        most)
                .forEach(each -> {
                    if (shares.take(each.getValue())) {
                        picked.put(each.getKey(), each.getValue());
                    }
                });
        List<Leased> leased = List.of();
        try {
            leased = leased(worker, picked);
        } finally {
            leased.forEach(one -> picked.remove(one.job().instance()));
            picked.values().forEach(shares::give);
        }
        return leased;
    }

    private List<Leased> leased(String worker, Map<Long, String> picked) {
        if (picked.isEmpty()) {
            return List.of();
        }
        String guests = picked.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        return sql.rows(
                "with due as materialized (select work.instance_id from room_work work"
                        + " where work.instance_id = any (?::bigint[]) and " + DUE + " for update skip locked)"
                        + " update room_work work set leased_by = ?,"
                        + " leased_until = clock_timestamp() + make_interval(secs => ?), attempts = attempts + 1"
                        + " from due where work.instance_id = due.instance_id"
                        + " returning work.instance_id, work.action, work.attempts",
                row -> new Leased(
                        new Job(row.getLong(1), Action.valueOf(row.getString(2)), row.getInt(3)),
                        picked.getOrDefault(row.getLong(1), HostShares.NOBODY)),
                guests,
                worker,
                LEASE_SECONDS);
    }

    /** The worker is alive: what it has leased stays its own. */
    void renew(String worker) {
        sql.change(
                "update room_work set leased_until = clock_timestamp() + make_interval(secs => ?) where leased_by = ?"
                        + " and leased_until > clock_timestamp()",
                LEASE_SECONDS,
                worker);
    }

    /** What is next for a guest the worker has just reported on, counted as begun; empty when nothing is. */
    Optional<Job> next(String worker, long instance) {
        return sql.row(
                "update room_work set attempts = attempts + 1, leased_by = ?,"
                        + " leased_until = clock_timestamp() + make_interval(secs => ?) where instance_id = ?"
                        + " and (leased_until is null or leased_until < clock_timestamp() or leased_by = ?)"
                        + " returning instance_id, action, attempts",
                row -> new Job(row.getLong(1), Action.valueOf(row.getString(2)), row.getInt(3)),
                worker,
                LEASE_SECONDS,
                instance,
                worker);
    }

    /**
     * A row just leased.
     *
     * @param share of which it has a piece
     */
    record Leased(Job job, String share) {}
}
