package myidc.billing;

import jakarta.inject.Singleton;
import myidc.platform.db.Sql;

/**
 * Counts a legal entity's invoices without a gap: the entity's row stays locked until the invoice is committed, and an
 * invoice that is not issued after all gives its number back with the rollback.
 */
@Singleton
class InvoiceNumbers {
    private final Sql sql;

    InvoiceNumbers(Sql sql) {
        this.sql = sql;
    }

    long next(String entity) {
        return sql.row(
                        "insert into invoice_serial (entity, last) values (?, 1) on conflict (entity)"
                                + " do update set last = invoice_serial.last + 1 returning last",
                        row -> row.getLong(1),
                        entity)
                .orElseThrow();
    }
}
