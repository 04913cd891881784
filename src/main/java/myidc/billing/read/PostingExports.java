package myidc.billing.read;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import myidc.billing.read.Exports.Bounds;
import myidc.billing.read.Exports.ExportedPosting;
import myidc.billing.read.Exports.Window;
import myidc.billing.read.Ledger.Balance;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Reads postings for export, as a stream and whole groups at a time. */
@Singleton
public final class PostingExports {
    private static final int TIME_LIMIT_S = 3_600;
    /** Invoices and credit notes count in the month they bill, everything else on the day it is booked. */
    private static final String INVOICE =
            "left join invoice_view i on i.id = p.invoice_id and p.cause not like 'purse-%' where ";

    private static final String PLACE = "(p.booked_on, p.posted_at, p.cause)";

    private final Sql sql;

    PostingExports(Sql sql) {
        this.sql = sql;
    }

    /** Balances left by everything before the groups, without those that are zero. */
    public List<Balance> opening(Groups groups) {
        Bounds before = groups.window().before();
        List<Object> values = new ArrayList<>(before.values());
        StringBuilder condition = new StringBuilder("(" + before.condition() + ")");
        Place after = groups.after();
        if (after != null) {
            Bounds within = groups.window().posted();
            condition
                    .append(" or (")
                    .append(within.condition())
                    .append(" and ")
                    .append(PLACE)
                    .append(" <= (?, ?, ?))");
            values.addAll(within.values());
            after.addTo(values);
        }
        return balances(condition + " group by p.account, p.currency having sum(p.amount) <> 0", values);
    }

    /** Accounts and currencies that appear in the window or before it, each with what it holds at the window's end. */
    public List<Balance> accounts(Window window) {
        Bounds bounds = window.untilEnd();
        return balances(bounds.condition() + " group by p.account, p.currency", bounds.values());
    }

    /** The groups' postings in order of their days, each with the line it follows from, if it follows from one. */
    public void each(Groups groups, Consumer<ExportedPosting> each) {
        Bounds bounds = groups.bounds();
        QuarkusTransaction.requiringNew()
                .timeout(TIME_LIMIT_S)
                .run(() -> sql.each(
                        "select p.*, coalesce(i.number, '') as invoice_number, coalesce(i.month, p.booked_on) as month,"
                                + " coalesce(l.events::text, '[]') as line_events, coalesce(l.resource, '') as resource"
                                + " from posting p left join invoice_line_view l on l.invoice_id = p.invoice_id"
                                + " and l.number = p.seq and p.cause = 'invoice-' || p.invoice_id " + INVOICE
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

    /** The last of the next {@code count} groups, when more follow it. */
    public Optional<Place> place(Groups groups, int count) {
        Bounds bounds = groups.bounds();
        List<Object> values = new ArrayList<>(bounds.values());
        values.add(count - 1);
        List<Place> two = sql.rows(
                "select distinct p.booked_on, p.posted_at, p.cause from posting p " + INVOICE + bounds.condition()
                        + " order by p.booked_on, p.posted_at, p.cause limit 2 offset ?",
                row -> new Place(
                        row.getObject("booked_on", LocalDate.class),
                        Sql.instant(row, "posted_at"),
                        row.getString("cause")),
                values.toArray());
        return two.size() == 2 ? Optional.of(two.getFirst()) : Optional.empty();
    }

    private List<Balance> balances(String condition, List<Object> values) {
        return sql.rows(
                "select p.account, p.currency, sum(p.amount) as balance, count(*) as postings from posting p " + INVOICE
                        + condition + " order by p.account, p.currency",
                Ledger::balance,
                values.toArray());
    }

    /** A group's place in an export: groups are ordered by the day they are booked on, then by when they were told. */
    public record Place(LocalDate bookedOn, Instant postedAt, String cause) {
        void addTo(List<Object> values) {
            values.add(bookedOn);
            values.add(postedAt);
            values.add(cause);
        }
    }

    /** Groups of a window behind one place and up to another. */
    public record Groups(
            Window window, @Nullable Place after, @Nullable Place last) {
        public Groups until(Place end) {
            return new Groups(window, after, end);
        }

        Bounds bounds() {
            Bounds posted = window.posted();
            StringBuilder condition = new StringBuilder(posted.condition());
            List<Object> values = new ArrayList<>(posted.values());
            if (after != null) {
                condition.append(" and ").append(PLACE).append(" > (?, ?, ?)");
                after.addTo(values);
            }
            if (last != null) {
                condition.append(" and ").append(PLACE).append(" <= (?, ?, ?)");
                last.addTo(values);
            }
            return new Bounds(condition.toString(), values);
        }
    }
}
