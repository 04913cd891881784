package myidc.billing;

import jakarta.inject.Singleton;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;

/**
 * Counts a legal entity's invoices without a gap: the entity's row stays locked until the invoice is committed, and an
 * invoice that is not issued after all gives its number back with the rollback.
 */
@Singleton
class InvoiceNumbers {
    private final Sql sql;
    private final ReadAhead ahead;

    InvoiceNumbers(Sql sql, ReadAhead ahead) {
        this.sql = sql;
        this.ahead = ahead;
    }

    /** The row is asked once a transaction: locked by then, it holds what this transaction made of it. */
    long next(String entity) {
        Long last = ahead.find(new Last(entity));
        long next;
        if (last == null) {
            next = sql.row(
                            "insert into invoice_serial (entity, last) values (?, 1) on conflict (entity)"
                                    + " do update set last = invoice_serial.last + 1 returning last",
                            row -> row.getLong(1),
                            entity)
                    .orElseThrow();
        } else {
            next = last + 1;
            sql.later("update invoice_serial set last = ? where entity = ?", next, entity);
        }
        ahead.keep(new Last(entity), next);
        return next;
    }

    private record Last(String entity) implements ReadAhead.Key<Long> {}
}
