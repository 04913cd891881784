package myidc.billing.read;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Ledger.Balance;
import myidc.billing.read.Ledger.Posting;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Reads what leaves for other tools, row by row through a cursor: one snapshot of the database, bounded memory, any
 * number of rows. Every export of one window holds the same invoices, so their sums are equal.
 */
@Singleton
public final class Exports {
    private static final int TIME_LIMIT_S = 3_600;
    /** Invoices and credit notes count in the month they bill, everything else on the day it is booked. */
    private static final String PERIOD =
            "left join invoice_view i on i.id = p.invoice_id and p.cause not like 'purse-%' where ";

    private final Sql sql;

    Exports(Sql sql) {
        this.sql = sql;
    }

    /** All lines of the window's invoices, in order of entity, serial and line. */
    public void lines(Window window, Consumer<ExportedLine> each) {
        Bounds bounds = window.within();
        inTransaction(() -> sql.each(
                "select l.*, i.id, i.entity, i.serial, i.number as invoice_number, i.account_id, i.month, i.zone,"
                        + " i.billing_from, i.billing_until, i.currency, i.tax_name, i.tax_rate, i.subtotal,"
                        + " i.tax as invoice_tax, i.total, i.line_count, i.issued_at, coalesce(t.name, '') as tenant_name, "
                        + Invoices.STATE
                        + " from invoice_line_view l join invoice_view i on i.id = l.invoice_id"
                        + " left join billing_tenant_view t on t.id = i.tenant_id"
                        + " left join receivable_view r on r.invoice_id = i.id where " + bounds.condition()
                        + " order by i.entity, i.serial, l.number",
                row -> each.accept(new ExportedLine(invoice(row), InvoiceLines.line(row))),
                bounds.values().toArray()));
    }

    /** Balances left by everything before the window, without those that are zero. */
    public List<Balance> opening(Window window) {
        Bounds bounds = window.before();
        return sql.rows(
                "select p.account, p.currency, sum(p.amount) as balance, count(*) as postings from posting p " + PERIOD
                        + bounds.condition()
                        + " group by p.account, p.currency having sum(p.amount) <> 0 order by p.account, p.currency",
                Ledger::balance,
                bounds.values().toArray());
    }

    /** Accounts and currencies that appear in the window or before it, each with what it holds at the window's end. */
    public List<Balance> accounts(Window window) {
        Bounds bounds = window.untilEnd();
        return sql.rows(
                "select p.account, p.currency, sum(p.amount) as balance, count(*) as postings from posting p " + PERIOD
                        + bounds.condition() + " group by p.account, p.currency order by p.account, p.currency",
                Ledger::balance,
                bounds.values().toArray());
    }

    /** All postings of the window's invoices in order of time, each with the line it follows from, if it follows from one. */
    public void postings(Window window, Consumer<ExportedPosting> each) {
        Bounds bounds = window.posted();
        inTransaction(() -> sql.each(
                "select p.*, coalesce(i.number, '') as invoice_number, coalesce(i.month, p.booked_on) as month,"
                        + " coalesce(l.events::text, '[]') as line_events, coalesce(l.resource, '') as resource"
                        + " from posting p left join invoice_line_view l on l.invoice_id = p.invoice_id"
                        + " and l.number = p.seq and p.cause = 'invoice-' || p.invoice_id " + PERIOD
                        + bounds.condition()
                        + " order by p.booked_on, p.posted_at, p.cause, p.seq",
                row -> each.accept(new ExportedPosting(
                        Ledger.posting(row),
                        row.getString("invoice_number"),
                        row.getObject("month", LocalDate.class),
                        row.getString("resource"),
                        InvoiceLines.events(row.getString("line_events")),
                        row.getObject("booked_on", LocalDate.class),
                        row.getString("words") == null ? "" : row.getString("words"))),
                bounds.values().toArray()));
    }

    private static InvoiceRow invoice(ResultSet row) throws SQLException {
        return Invoices.invoice(row, "invoice_number", "invoice_tax");
    }

    private static void inTransaction(Runnable work) {
        QuarkusTransaction.requiringNew().timeout(TIME_LIMIT_S).run(work);
    }

    /**
     * Invoices whose billing period begins in a half-open stretch of time. A bound that is a date means that date in each
     * account's own zone; one that is an instant means the instant.
     */
    public record Window(Bound from, Bound to) {
        Bounds within() {
            List<Object> values = new ArrayList<>();
            return new Bounds(from.compare(">=", values) + " and " + to.compare("<", values), values);
        }

        Bounds posted() {
            List<Object> values = new ArrayList<>();
            return new Bounds(from.comparePosted(">=", values) + " and " + to.comparePosted("<", values), values);
        }

        Bounds before() {
            List<Object> values = new ArrayList<>();
            return new Bounds(from.comparePosted("<", values), values);
        }

        Bounds untilEnd() {
            List<Object> values = new ArrayList<>();
            return new Bounds(to.comparePosted("<", values), values);
        }
    }

    /** One end of a window: exactly one of its parts is there. */
    public record Bound(@Nullable LocalDate date, @Nullable Instant instant) {
        /** Reads a date or an instant with its zone. */
        public static Bound parse(String text) {
            return text.length() <= 10
                    ? new Bound(LocalDate.parse(text), null)
                    : new Bound(
                            null, OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        }

        String comparePosted(String operator, List<Object> values) {
            return compare(operator, values)
                    .replace("i.month", "coalesce(i.month, p.booked_on)")
                    .replace("i.billing_from", "coalesce(i.billing_from, p.posted_at)");
        }

        String compare(String operator, List<Object> values) {
            LocalDate day = date;
            Instant at = instant;
            if (day != null) {
                values.add(day);
                return "i.month " + operator + " ?";
            }
            values.add(at == null ? Instant.EPOCH : at);
            return "i.billing_from " + operator + " ?";
        }
    }

    record Bounds(String condition, List<Object> values) {}

    /** A line with the invoice it is on. */
    public record ExportedLine(InvoiceRow invoice, InvoiceLine line) {}

    /**
     * A posting with where it comes from.
     *
     * @param resource what was charged; empty when the posting follows from no single line
     */
    public record ExportedPosting(
            Posting posting,
            String invoiceNumber,
            LocalDate month,
            String resource,
            List<String> events,
            LocalDate bookedOn,
            String words) {}
}
