package myidc.billing.read;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Ledger.Posting;
import myidc.billing.read.RatedUsages.Rated;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Reads what leaves for other tools, row by row through a cursor: one snapshot of the database, bounded memory, any
 * number of rows. Every export of one window holds the same invoices, so their sums are equal.
 */
@Singleton
public final class Exports {
    private static final int TIME_LIMIT_S = 3_600;

    /** How the line came about, where hours alone do not tell it. */
    private static final String RATED =
            " left join lateral (select * from rated_usage_view u where u.account_id = i.account_id"
                    + " and u.month = l.usage_month and u.resource = l.resource and u.charge = l.charge"
                    + " and u.from_at = l.from_at and u.price_entry = l.price_entry"
                    + " order by (u.formula like '-%') <> (l.amount < 0), u.place limit 1) u on true where ";

    private final Sql sql;

    Exports(Sql sql) {
        this.sql = sql;
    }

    /** All lines of the window's invoices, in order of entity, serial and line. */
    public void lines(Window window, Consumer<ExportedLine> each) {
        Bounds bounds = window.within();
        AtomicReference<@Nullable InvoiceRow> last = new AtomicReference<>();
        inTransaction(() -> sql.each(
                "select l.*, u.quantity, u.unit, u.formula, u.inputs::text as inputs,"
                        + " e.terms ->> 'model' as model, i.id, i.entity, i.serial, i.number as invoice_number, i.account_id, i.month, i.zone,"
                        + " i.billing_from, i.billing_until, i.currency, i.tax_name, i.tax_rate, i.subtotal,"
                        + " i.tax as invoice_tax, i.total, i.line_count, i.issued_at, coalesce(t.name, '') as tenant_name, "
                        + Invoices.STATE
                        + " from invoice_line_view l join invoice_view i on i.id = l.invoice_id"
                        + " left join billing_tenant_view t on t.id = i.tenant_id"
                        + " left join receivable_view r on r.invoice_id = i.id"
                        + " left join price_entry_view e on l.price_entry = 'pricebook-' || e.book_id || '/' || e.number"
                        + RATED + bounds.condition() + " order by i.entity, i.serial, l.number",
                row -> each.accept(new ExportedLine(
                        invoiceOf(row, last),
                        InvoiceLines.line(row),
                        row.getString("model"),
                        RatedUsages.ratedOrNull(row))),
                bounds.values().toArray()));
    }

    /** Credit notes issued in the window, line by line, with the invoice's own lines. */
    public void credited(Window window, Consumer<CreditedLine> each) {
        List<Object> values = new ArrayList<>();
        String issued = window.on("c.issued_at", "i.zone", values);
        inTransaction(() -> sql.each(
                "select l.*, i.id, i.entity, i.serial, i.number as invoice_number, i.account_id, i.month, i.zone,"
                        + " i.billing_from, i.billing_until, i.currency, i.tax_name, i.tax_rate, i.subtotal,"
                        + " i.tax as invoice_tax, i.total, i.line_count, i.issued_at,"
                        + " coalesce(t.name, '') as tenant_name, " + Invoices.STATE
                        + ", c.number as note_number, c.issued_at as note_issued_at,"
                        + " (part ->> 'amount')::numeric as part_amount, (part ->> 'tax')::numeric as part_tax"
                        + " from credit_note_view c cross join lateral jsonb_array_elements(c.lines) part"
                        + " join invoice_view i on i.id = c.invoice_id"
                        + " join invoice_line_view l on l.invoice_id = i.id and l.number = (part ->> 'number')::int"
                        + " left join billing_tenant_view t on t.id = i.tenant_id"
                        + " left join receivable_view r on r.invoice_id = i.id where " + issued
                        + " order by c.entity, c.serial, l.number",
                row -> each.accept(new CreditedLine(
                        invoice(row),
                        InvoiceLines.line(row),
                        row.getString("note_number"),
                        Sql.instant(row, "note_issued_at"),
                        PriceBooks.decimal(row, "part_amount"),
                        PriceBooks.decimal(row, "part_tax"))),
                values.toArray()));
    }

    /** Granted credits that settled invoices in the window. */
    public void grants(Window window, Consumer<UsedGrant> each) {
        List<Object> values = new ArrayList<>();
        String used = window.on("s.settled_at", "i.zone", values);
        inTransaction(() -> sql.each(
                "select s.cause, s.source, s.amount as used, s.settled_at, i.*, coalesce(t.name, '') as tenant_name, "
                        + Invoices.STATE
                        + " from settlement_view s join invoice_view i on i.id = s.invoice_id"
                        + " left join billing_tenant_view t on t.id = i.tenant_id"
                        + " left join receivable_view r on r.invoice_id = i.id where s.means = 'CREDIT' and " + used
                        + " order by s.settled_at, s.cause",
                row -> each.accept(new UsedGrant(
                        Invoices.invoice(row, "number", "tax"),
                        row.getString("source"),
                        PriceBooks.decimal(row, "used"),
                        Sql.instant(row, "settled_at"))),
                values.toArray()));
    }

    /** The last of the next {@code invoices} invoices of the window, when more follow it. */
    public Optional<Cursor> cursor(Window window, int invoices) {
        Bounds bounds = window.within();
        List<Object> values = new ArrayList<>(bounds.values());
        values.add(invoices - 1);
        List<Cursor> two = sql.rows(
                "select i.entity, i.serial from invoice_view i where " + bounds.condition()
                        + " order by i.entity, i.serial limit 2 offset ?",
                row -> new Cursor(row.getString("entity"), row.getLong("serial")),
                values.toArray());
        return two.size() == 2 ? Optional.of(two.getFirst()) : Optional.empty();
    }

    /** Lines of an invoice follow each other: it is read with the first of them. */
    private static InvoiceRow invoiceOf(ResultSet row, AtomicReference<@Nullable InvoiceRow> last) throws SQLException {
        InvoiceRow known = last.get();
        if (known == null || known.id() != row.getLong("id")) {
            known = invoice(row);
            last.set(known);
        }
        return known;
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
    public record Window(
            Bound from,
            Bound to,
            @Nullable Instant asOf,
            @Nullable Cursor after,
            @Nullable Cursor last) {
        public Window(Bound from, Bound to) {
            this(from, to, null, null, null);
        }

        /** The part of the window that ends with this invoice. */
        public Window until(Cursor end) {
            return new Window(from, to, asOf, after, end);
        }

        Bounds within() {
            List<Object> values = new ArrayList<>();
            StringBuilder condition = new StringBuilder(from.compare(">=", values) + " and " + to.compare("<", values));
            asOf(condition, "i.issued_at", values);
            key(condition, ">", after, values);
            key(condition, "<=", last, values);
            return new Bounds(condition.toString(), values);
        }

        Bounds posted() {
            List<Object> values = new ArrayList<>();
            StringBuilder condition =
                    new StringBuilder(from.comparePosted(">=", values) + " and " + to.comparePosted("<", values));
            asOf(condition, "p.posted_at", values);
            return new Bounds(condition.toString(), values);
        }

        Bounds before() {
            List<Object> values = new ArrayList<>();
            StringBuilder condition = new StringBuilder(from.comparePosted("<", values));
            asOf(condition, "p.posted_at", values);
            return new Bounds(condition.toString(), values);
        }

        Bounds untilEnd() {
            List<Object> values = new ArrayList<>();
            StringBuilder condition = new StringBuilder(to.comparePosted("<", values));
            asOf(condition, "p.posted_at", values);
            return new Bounds(condition.toString(), values);
        }

        /** What was done in the window, by the day it was where the account lives. */
        String on(String at, String zone, List<Object> values) {
            StringBuilder condition = new StringBuilder(
                    from.compareDone(at, zone, ">=", values) + " and " + to.compareDone(at, zone, "<", values));
            asOf(condition, at, values);
            return condition.toString();
        }

        private void asOf(StringBuilder condition, String at, List<Object> values) {
            if (asOf != null) {
                condition.append(" and ").append(at).append(" <= ?");
                values.add(asOf);
            }
        }

        private static void key(
                StringBuilder condition, String operator, @Nullable Cursor cursor, List<Object> values) {
            if (cursor != null) {
                condition.append(" and (i.entity, i.serial) ").append(operator).append(" (?, ?)");
                values.add(cursor.entity());
                values.add(cursor.serial());
            }
        }
    }

    /** An invoice's place in an export, which stays: invoices are ordered by entity and serial. */
    public record Cursor(String entity, long serial) {}

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

        String compareDone(String at, String zone, String operator, List<Object> values) {
            LocalDate day = date;
            if (day != null) {
                values.add(day);
                return "(" + at + " at time zone " + zone + ")::date " + operator + " ?";
            }
            values.add(instant == null ? Instant.EPOCH : instant);
            return at + " " + operator + " ?";
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

    /**
     * A line with the invoice it is on.
     *
     * @param model the price's model; null where the price was entered by the hour
     * @param rated how it came about; null where its hours tell it
     */
    public record ExportedLine(
            InvoiceRow invoice,
            InvoiceLine line,
            @Nullable String model,
            @Nullable Rated rated) {}

    /** A line of an invoice as far as a credit note took it back; the figures are positive. */
    public record CreditedLine(
            InvoiceRow invoice, InvoiceLine line, String note, Instant issuedAt, BigDecimal amount, BigDecimal tax) {}

    /** What a granted credit paid of an invoice. */
    public record UsedGrant(InvoiceRow invoice, String source, BigDecimal amount, Instant at) {}

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
