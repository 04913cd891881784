package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;
import org.jspecify.annotations.Nullable;

/** Finds invoices by their numbers. */
@Singleton
public final class InvoiceFinds {
    private final Sql sql;

    InvoiceFinds(Sql sql) {
        this.sql = sql;
    }

    public List<Hit> find(Wanted wanted, @Nullable Instant at) {
        return sql.rows(
                "select i.id, i.number, concat_ws(' · ', t.name, to_char(i.month, 'YYYY-MM')) from invoice_view i"
                        + " left join billing_tenant_view t on t.id = i.tenant_id where lower(i.number) like ?"
                        + " and (?::timestamptz is null or i.issued_at <= ?)"
                        + " order by lower(i.number) <> ?, lower(i.number) not like ?, i.issued_at desc, i.id limit ?",
                row -> Hit.of("INVOICE", row.getLong(1), row.getString(2), row.getString(3)),
                wanted.pattern(),
                at,
                at,
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }
}
