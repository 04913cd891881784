package myidc.network;

import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.shared.id.VlanGroupId;
import org.jspecify.annotations.Nullable;

/**
 * Numbers out of pools as PostgreSQL holds them, in the transaction of the fact: VLAN ids of a group, VNIs of a site. A
 * pool's row is locked while a number is chosen, so the lowest free one is given and none twice.
 */
@Singleton
final class NumberRoom {
    private final Sql sql;

    NumberRoom(Sql sql) {
        this.sql = sql;
    }

    static String vlans(VlanGroupId group) {
        return "vlan-" + group.text();
    }

    static String vnis(SiteId site) {
        return "vni-" + site.text();
    }

    /** Whether there is such a pool; nobody else opens it until the transaction is over. */
    boolean isOpen(String pool) {
        holdName(pool);
        return sql.count("select count(*) from number_pool where pool = ?", pool) == 1;
    }

    /** Opens a pool; false when there is one of that name. */
    boolean open(String pool, long first, long last) {
        holdName(pool);
        return sql.change(
                        "insert into number_pool (pool, first_number, last_number, next_number) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        pool,
                        first,
                        last,
                        first)
                == 1;
    }

    /** Closes a pool; refused while a number of it is taken. */
    void close(String pool, NetworkRefusal inUse) {
        lock(pool);
        sql.row(
                        "select number, holder from number_taken where pool = ? order by number limit 1",
                        row -> new Taken(row.getLong(1), row.getString(2)),
                        pool)
                .ifPresent(taken -> {
                    throw Refused.heldBy(
                            inUse, "id", "Number " + taken.number() + " is used by " + taken.holder(), taken.holder());
                });
        sql.change("delete from number_free where pool = ?", pool);
        sql.change("delete from number_pool where pool = ?", pool);
    }

    /** Takes the number, or the lowest free one when it is null; taking what one holds already changes nothing. */
    long take(String pool, @Nullable Long wanted, String holder) {
        Limits limits = lock(pool);
        if (wanted == null) {
            return takeNext(pool, limits, holder);
        }
        if (wanted < limits.first() || wanted > limits.last()) {
            throw Refused.field(
                    NetworkRefusal.NUMBER_OUTSIDE,
                    "number",
                    "number must be between " + limits.first() + " and " + limits.last());
        }
        sql.change("delete from number_free where pool = ? and number = ?", pool, wanted);
        if (!insert(pool, wanted, holder)) {
            String present = sql.row(
                            "select holder from number_taken where pool = ? and number = ?",
                            row -> row.getString(1),
                            pool,
                            wanted)
                    .orElse("another change under way");
            if (present.equals(holder)) {
                return wanted;
            }
            throw Refused.heldBy(
                    NetworkRefusal.NUMBER_TAKEN, "number", "number " + wanted + " is used by " + present, present);
        }
        return wanted;
    }

    void giveBack(String pool, long number, String holder) {
        lock(pool);
        if (sql.change("delete from number_taken where pool = ? and number = ? and holder = ?", pool, number, holder)
                == 1) {
            sql.change(
                    "insert into number_free (pool, number) select pool, ? from number_pool"
                            + " where pool = ? and next_number > ? on conflict do nothing",
                    number,
                    pool,
                    number);
        }
    }

    private long takeNext(String pool, Limits limits, String holder) {
        Optional<Long> free = sql.row(
                "delete from number_free where pool = ? and number ="
                        + " (select min(number) from number_free where pool = ?) returning number",
                row -> row.getLong(1),
                pool,
                pool);
        if (free.isPresent() && insert(pool, free.get(), holder)) {
            return free.get();
        }
        for (long next = limits.next(); next <= limits.last(); next++) {
            if (insert(pool, next, holder)) {
                sql.change("update number_pool set next_number = ? where pool = ?", next + 1, pool);
                return next;
            }
        }
        throw Refused.because(
                NetworkRefusal.NO_FREE_NUMBER,
                "No number between " + limits.first() + " and " + limits.last() + " is free");
    }

    private boolean insert(String pool, long number, String holder) {
        return sql.change(
                        "insert into number_taken (pool, number, holder) values (?, ?, ?) on conflict do nothing",
                        pool,
                        number,
                        holder)
                == 1;
    }

    private void holdName(String pool) {
        sql.rows("select pg_advisory_xact_lock(hashtext('number-pools'), hashtext(?))", row -> true, pool);
    }

    private Limits lock(String pool) {
        return sql.row(
                        "select first_number, last_number, next_number from number_pool where pool = ? for update",
                        row -> new Limits(row.getLong(1), row.getLong(2), row.getLong(3)),
                        pool)
                .orElseThrow(() -> Refused.because(NetworkRefusal.NO_FREE_NUMBER, "There is no pool of numbers here"));
    }

    private record Limits(long first, long last, long next) {}

    private record Taken(long number, String holder) {}
}
