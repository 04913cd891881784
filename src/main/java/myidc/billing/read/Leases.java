package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads leases. */
@Singleton
public final class Leases {
    private final Sql sql;

    Leases(Sql sql) {
        this.sql = sql;
    }

    /** Those of a tenant, or all, newest first. */
    public Page<LeaseRow> list(@Nullable TenantId tenant, Page.Ask ask) {
        Long id = tenant == null ? null : tenant.value();
        return Page.of(
                sql.rows(
                        "select * from lease_view where tenant_id = coalesce(?::bigint, tenant_id)"
                                + " order by id desc limit ? offset ?",
                        Leases::lease,
                        id,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from lease_view where tenant_id = coalesce(?::bigint, tenant_id)", id));
    }

    public Optional<LeaseRow> find(LeaseId id) {
        return sql.row("select * from lease_view where id = ?", Leases::lease, id.value());
    }

    private static LeaseRow lease(ResultSet row) throws SQLException {
        return new LeaseRow(
                row.getLong("id"),
                row.getLong("version"),
                row.getLong("tenant_id"),
                row.getString("charge"),
                row.getString("name"),
                PriceBooks.decimal(row, "quantity"),
                row.getString("unit"),
                row.getString("region"),
                row.getString("contract"),
                Sql.instant(row, "valid_from"),
                Sql.instant(row, "changed_at"),
                Sql.instantOrNull(row, "valid_until"));
    }

    /**
     * A lease.
     *
     * @param quantity the one told last
     * @param changedAt since when, or from when on, it is so much
     */
    public record LeaseRow(
            long id,
            long version,
            long tenantId,
            String charge,
            String name,
            BigDecimal quantity,
            String unit,
            @Nullable String region,
            @Nullable String contract,
            Instant from,
            Instant changedAt,
            @Nullable Instant until) {}
}
