package myidc.billing;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;
import myidc.platform.db.Sql;
import myidc.shared.Refused;

/**
 * Which months of which books are closed. Whoever books on a past day and whoever closes wait for each other, so nothing
 * slips into a month while it is being closed.
 */
@Singleton
class ClosedBooks {
    private final Sql sql;

    ClosedBooks(Sql sql) {
        this.sql = sql;
    }

    void refuse(String entity, LocalDate day, String field) {
        sql.rows("select pg_advisory_xact_lock_shared(hashtext('books'), hashtext(?))", row -> entity, entity);
        long closed = sql.count(
                "select count(*) from closed_books where entity = ? and month = ?",
                entity,
                YearMonth.from(day).atDay(1));
        if (closed > 0) {
            throw Refused.field(
                    BillingRefusal.BOOKS_CLOSED,
                    field,
                    "The books of " + entity + " are closed for " + YearMonth.from(day));
        }
    }

    void close(String entity, YearMonth month) {
        sql.rows("select pg_advisory_xact_lock(hashtext('books'), hashtext(?))", row -> entity, entity);
        sql.change("insert into closed_books (entity, month) values (?, ?)", entity, month.atDay(1));
    }

    void reopen(String entity, YearMonth month) {
        sql.rows("select pg_advisory_xact_lock(hashtext('books'), hashtext(?))", row -> entity, entity);
        sql.change("delete from closed_books where entity = ? and month = ?", entity, month.atDay(1));
    }
}
