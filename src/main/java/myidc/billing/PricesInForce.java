package myidc.billing;

import jakarta.inject.Singleton;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Which charge is priced when, among all published books of a currency: never twice, held by a constraint of PostgreSQL in
 * the transaction of the fact.
 */
@Singleton
class PricesInForce {
    private static final String EXCLUSION_VIOLATED = "23P01";

    private final Sql sql;

    PricesInForce(Sql sql) {
        this.sql = sql;
    }

    /** Takes the entry's charge, region and time, in place of what the entry held before. */
    void take(Held held, String field) {
        PriceBook.Entry entry = held.entry();
        String holder = holder(held);
        if (holder != null) {
            throw taken(held, field, holder);
        }
        try {
            sql.change(
                    "insert into price_in_force (owner, currency, charge, region, scope, valid)"
                            + " values (?, ?, ?, coalesce(?::text, ''), ?, tstzrange(?::timestamptz, ?::timestamptz))"
                            + " on conflict (owner) do update set valid = excluded.valid",
                    held.owner(),
                    held.currency(),
                    entry.charge(),
                    entry.region(),
                    entry.holders(),
                    entry.from(),
                    entry.until());
        } catch (Sql.SqlFailed e) {
            if (e.state().equals(EXCLUSION_VIOLATED)) {
                throw taken(held, field, "another change under way");
            }
            throw e;
        }
    }

    private @Nullable String holder(Held held) {
        PriceBook.Entry entry = held.entry();
        return sql.row(
                        "select owner from price_in_force where currency = ? and charge = ?"
                                + " and region = coalesce(?::text, '') and scope = ? and owner <> ?"
                                + " and valid && tstzrange(?::timestamptz, ?::timestamptz) limit 1",
                        row -> row.getString(1),
                        held.currency(),
                        entry.charge(),
                        entry.region(),
                        entry.holders(),
                        held.owner(),
                        entry.from(),
                        entry.until())
                .orElse(null);
    }

    private static Refused taken(Held held, String field, String holder) {
        return Refused.heldBy(
                BillingRefusal.ENTRIES_OVERLAP,
                field,
                held.entry().charge() + " is priced then already, by " + holder,
                holder);
    }

    /** An entry of a published book; {@code owner} names it among all books. */
    record Held(String owner, String currency, PriceBook.Entry entry) {}
}
