package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;
import org.jspecify.annotations.Nullable;

/** Finds tenants by their names; what is sealed about them is not searched. */
@Singleton
public final class TenantFinds {
    private final Sql sql;

    TenantFinds(Sql sql) {
        this.sql = sql;
    }

    public List<Hit> find(Wanted wanted, @Nullable Instant at) {
        return sql.rows(
                "select id, name from tenant_view where lower(name) like ?"
                        + " and (?::timestamptz is null or opened_at <= ?)"
                        + " order by lower(name) <> ?, lower(name) not like ?, name, id limit ?",
                row -> Hit.of("TENANT", row.getLong(1), row.getString(2), null),
                wanted.pattern(),
                at,
                at,
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }
}
