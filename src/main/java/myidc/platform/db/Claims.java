package myidc.platform.db;

import jakarta.inject.Singleton;
import myidc.shared.Refusal;
import myidc.shared.Refused;

/**
 * Uniqueness across aggregates: a value of a kind belongs to one holder, held by a key of PostgreSQL in the same
 * transaction as the fact. Kinds are named {@code context.what}, for example {@code inventory.serial}.
 */
@Singleton
public final class Claims {
    private final Sql sql;

    Claims(Sql sql) {
        this.sql = sql;
    }

    /** Takes the value for the holder; taking what one holds already changes nothing. */
    public void take(Claim claim, String holder, Refusal taken) {
        int inserted = sql.change(
                "insert into claim (kind, value, holder) values (?, ?, ?) on conflict (kind, value) do nothing",
                claim.kind(),
                claim.value(),
                holder);
        if (inserted == 1) {
            return;
        }
        String present = holderOf(claim);
        if (!present.equals(holder)) {
            throw Refused.heldBy(
                    taken, claim.field(), claim.field() + " " + claim.value() + " is taken by " + present, present);
        }
    }

    /** Gives the value back if the holder has it. */
    public void release(String kind, String value, String holder) {
        sql.change("delete from claim where kind = ? and value = ? and holder = ?", kind, value, holder);
    }

    private String holderOf(Claim claim) {
        return sql.row(
                        "select holder from claim where kind = ? and value = ?",
                        row -> row.getString(1),
                        claim.kind(),
                        claim.value())
                .orElse("another change under way");
    }

    /**
     * A claim.
     *
     * @param field the request field it came from, named when the claim is refused
     */
    public record Claim(String kind, String value, String field) {}
}
