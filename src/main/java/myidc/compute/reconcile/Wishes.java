package myidc.compute.reconcile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;

/**
 * A table of things that the machine room has still to be told of, one row each. A newer wish for a thing has a higher
 * number, and makes what is under way be told once more. Leases run by the database's own time.
 */
final class Wishes {
    private static final int LEASE_SECONDS = 120;

    private static final String DUE = "work.due_at <= clock_timestamp()"
            + " and (work.leased_until is null or work.leased_until < clock_timestamp())";

    private final Sql sql;
    private final String table;
    private final String key;
    private final String hosts;

    /**
     * A table and its key, both named by the program.
     *
     * @param hosts a query for the host that has to be asked for a row of {@code work}, as {@link HostShares} goes by it
     */
    Wishes(Sql sql, String table, String key, String hosts) {
        this.sql = sql;
        this.table = table;
        this.key = key;
        this.hosts = hosts;
    }

    /** Wants something of a thing, in the transaction of the fact that asks for it. */
    void want(long thing) {
        wantAll("values (?::bigint)", thing);
    }

    /** The same for all things that a query gives, each once. */
    void wantAll(String query, long of) {
        sql.change(
                "insert into " + table + " (" + key + ", wish, due_at, attempts) select wanted.thing, 1,"
                        + " clock_timestamp(), 0 from (" + query + ") as wanted(thing) on conflict (" + key
                        + ") do update set wish = " + table + ".wish + 1, due_at = excluded.due_at, attempts = 0",
                of);
    }

    /**
     * Leases up to so many things that are due and nobody else's, each with a piece of its share: of each share the first, then of
     * each the second, so that however much is due for some it stands before nothing of the others.
     */
    List<Wish> lease(int most, HostShares shares) {
        Map<Long, String> picked = new LinkedHashMap<>();
        sql.rows(
                        "select turn.thing, turn.share from (select due.*, row_number() over (partition by due.share"
                                + " order by due.due_at) as place from (select work." + key
                                + " as thing, work.due_at, coalesce((" + hosts + ")::text, '" + HostShares.NOBODY
                                + "') as share from " + table + " work where " + DUE + ") as due"
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
        List<Wish> leased = List.of();
        try {
            leased = leased(picked);
        } finally {
            leased.forEach(wish -> picked.remove(wish.thing()));
            picked.values().forEach(shares::give);
        }
        return leased;
    }

    private List<Wish> leased(Map<Long, String> picked) {
        if (picked.isEmpty()) {
            return List.of();
        }
        String things = picked.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        return sql.rows(
                "with due as materialized (select " + key + " from " + table + " work where " + key
                        + " = any (?::bigint[]) and " + DUE + " for update skip locked)"
                        + " update " + table + " work set leased_until = clock_timestamp() + make_interval(secs => ?),"
                        + " attempts = attempts + 1 from due where work." + key + " = due." + key
                        + " returning work." + key + ", work.wish, work.attempts",
                row -> new Wish(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        picked.getOrDefault(row.getLong(1), HostShares.NOBODY)),
                things,
                LEASE_SECONDS);
    }

    /** The room has what was wished for; a newer wish is due at once. */
    void done(Wish wish) {
        sql.change("delete from " + table + " where " + key + " = ? and wish = ?", wish.thing(), wish.number());
        sql.change("update " + table + " set leased_until = null where " + key + " = ?", wish.thing());
    }

    /** To be tried again after the pause, at once if there is a newer wish. */
    void postpone(Wish wish, long pauseMillis, String error) {
        again(wish, pauseMillis, error, 0);
    }

    /** The same where the room was not asked yet, so that it counts as no attempt. */
    void await(Wish wish, long pauseMillis, String cause) {
        again(wish, pauseMillis, cause, 1);
    }

    private void again(Wish wish, long pauseMillis, String error, int unmade) {
        sql.change(
                "update " + table + " set leased_until = null, last_error = ?, attempts = attempts - ?,"
                        + " due_at = case when wish = ? then clock_timestamp() + make_interval(secs => ?) else due_at"
                        + " end where " + key + " = ?",
                error,
                unmade,
                wish.number(),
                pauseMillis / 1000.0,
                wish.thing());
    }

    /**
     * A leased row.
     *
     * @param number grows with each newer wish for the thing
     * @param attempts how often the room was asked, this time included
     * @param share of which it has a piece
     */
    record Wish(long thing, long number, int attempts, String share) {}
}
