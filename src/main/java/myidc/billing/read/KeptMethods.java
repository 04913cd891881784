package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.PaymentMethodsEvent.Card;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;

/** Reads the ways to pay that accounts keep. */
@Singleton
public final class KeptMethods {
    private final Sql sql;

    KeptMethods(Sql sql) {
        this.sql = sql;
    }

    /** A tenant's, by number; at most 6. */
    public List<KeptMethod> of(TenantId tenant) {
        return sql.rows(
                "select * from payment_method_view where tenant_id = ? order by id", KeptMethods::read, tenant.value());
    }

    /** A tenant's own; another tenant's is as if it were not. */
    public Optional<KeptMethod> find(TenantId tenant, long id) {
        return sql.row(
                "select * from payment_method_view where tenant_id = ? and id = ?",
                KeptMethods::read,
                tenant.value(),
                id);
    }

    private static KeptMethod read(ResultSet row) throws SQLException {
        return new KeptMethod(
                row.getLong("id"),
                row.getString("reference"),
                new Card(row.getString("brand"), row.getString("last_four"), YearMonth.parse(row.getString("expiry"))),
                row.getBoolean("preferred"),
                Sql.instant(row, "added_at"));
    }

    /**
     * A way to pay.
     *
     * @param reference the provider's mark for it
     * @param preferred whether the provider's page offers it first
     */
    public record KeptMethod(long id, String reference, Card card, boolean preferred, Instant addedAt) {}
}
