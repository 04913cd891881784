package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import myidc.billing.BillingRefusal;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Runs that close a month for many accounts: started here, worked off by {@link InvoiceRunner}, followed by anyone. */
@Singleton
public final class InvoiceRuns {
    /** Failures that one run shows; all of them are kept. */
    static final int FAILURES_SHOWN_MAX = 200;

    /** Where a month ends first on earth. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private static final String RUN = """
            select r.*, (select count(*) from invoice_run_item i where i.run_id = r.id) as total,
                (select count(*) from invoice_run_item i where i.run_id = r.id and i.state in ('DONE', 'SKIPPED')) as done,
                (select count(*) from invoice_run_item i where i.run_id = r.id and i.state = 'FAILED') as failed,
                (select count(invoice_id) from invoice_run_item i where i.run_id = r.id) as invoiced,
                (select max(finished_at) from invoice_run_item i where i.run_id = r.id) as last_finished_at
            from invoice_run r\s""";

    private final Sql sql;
    private final Sequences sequences;
    private final Clock clock;

    InvoiceRuns(Sql sql, Sequences sequences, Clock clock) {
        this.sql = sql;
        this.sequences = sequences;
        this.clock = clock;
    }

    /** Queues the month of the given tenants, or of all that were there; the run's number. */
    public long start(Caller caller, YearMonth month, Wanted wanted) {
        List<Long> tenants = wanted.tenants();
        if (clock.instant().isBefore(overSomewhere(month))) {
            throw Refused.field(BillingRefusal.MONTH_NOT_OVER, "month", month + " is not over anywhere yet");
        }
        long run = sequences.next("invoicerun");
        sql.change(
                "insert into invoice_run (id, month, requested_by, started_at, dry, review) values (?, ?, ?, ?, ?, ?)",
                run,
                month.atDay(1),
                caller.who(),
                clock.instant(),
                wanted.dry(),
                wanted.review());
        if (tenants == null) {
            sql.change(
                    "insert into invoice_run_item (run_id, account_id) select ?, id from billing_account_view"
                            + " where opened_at at time zone zone < ?::date + interval '1 month'",
                    run,
                    month.atDay(1));
        } else {
            tenants.stream().distinct().forEach(tenant -> queue(run, tenant));
        }
        return run;
    }

    /** When a month is over where it ends first on earth; each account is held to its own zone besides. */
    static Instant overSomewhere(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(EARLIEST).toInstant();
    }

    /** What a dry run foresees of each account, largest first. */
    public Page<Foreseen> foreseen(long run, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select i.*, coalesce(t.name, '') as tenant_name from invoice_run_item i"
                                + " left join billing_tenant_view t on t.id = i.account_id"
                                + " where i.run_id = ? and i.total is not null"
                                + " order by i.total desc, i.account_id limit ? offset ?",
                        row -> new Foreseen(
                                row.getLong("account_id"),
                                row.getString("tenant_name"),
                                Money.of(
                                        row.getBigDecimal("total")
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                        row.getString("currency")),
                                row.getInt("line_count")),
                        run,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from invoice_run_item where run_id = ? and total is not null", run));
    }

    public Optional<Run> find(long id) {
        return sql.row(RUN + "where r.id = ?", this::run, id);
    }

    /** Newest first. */
    public Page<Run> list(Page.Ask ask) {
        return Page.of(
                sql.rows(RUN + "order by r.id desc limit ? offset ?", this::run, ask.size(), ask.offset()),
                ask,
                sql.count("select count(*) from invoice_run"));
    }

    private void queue(long run, long tenant) {
        int queued = sql.change(
                "insert into invoice_run_item (run_id, account_id) select ?, id from billing_account_view"
                        + " where tenant_id = ?",
                run,
                tenant);
        if (queued == 0) {
            throw Refused.field(BillingRefusal.TENANT_UNKNOWN, "tenantIds", "There is no account of tenant " + tenant);
        }
    }

    private Run run(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        long total = row.getLong("total");
        long done = row.getLong("done");
        long failed = row.getLong("failed");
        boolean finished = done + failed == total;
        Instant startedAt = Sql.instant(row, "started_at");
        Instant last = Sql.instantOrNull(row, "last_finished_at");
        return new Run(
                id,
                YearMonth.from(row.getObject("month", LocalDate.class)),
                finished ? State.FINISHED : State.RUNNING,
                total,
                done,
                failed,
                row.getLong("invoiced"),
                failed == 0 ? List.of() : failures(id),
                startedAt,
                finished ? (last == null ? startedAt : last) : null,
                row.getBoolean("dry"),
                row.getBoolean("review"));
    }

    private List<Failure> failures(long run) {
        return sql.rows(
                "select i.account_id, a.tenant_id, i.code, i.reason from invoice_run_item i"
                        + " left join billing_account_view a on a.id = i.account_id"
                        + " where i.run_id = ? and i.state = 'FAILED' order by i.account_id limit ?",
                row -> new Failure(
                        row.getLong("account_id"),
                        row.getLong("tenant_id"),
                        row.getString("code"),
                        row.getString("reason")),
                run,
                FAILURES_SHOWN_MAX);
    }

    /** Whether a run is still at work. */
    public enum State {
        RUNNING,
        FINISHED
    }

    /**
     * A run and how far it is.
     *
     * @param done accounts whose month is closed, by this run or before it
     * @param invoiced invoices this run issued
     * @param failures the first accounts that could not be closed, with the reason
     */
    public record Run(
            long id,
            YearMonth month,
            State state,
            long total,
            long done,
            long failed,
            long invoiced,
            List<Failure> failures,
            Instant startedAt,
            @Nullable Instant finishedAt,
            boolean dry,
            boolean review) {}

    /**
     * How a run goes about it.
     *
     * @param tenants whose month; null for all
     * @param dry whether it only foresees and writes nothing
     * @param review whether its invoices wait for review
     */
    public record Wanted(@Nullable List<Long> tenants, boolean dry, boolean review) {}

    /** What a dry run foresees of an account: the invoice's total with tax, zero where nothing is owed. */
    public record Foreseen(long accountId, String tenantName, Money total, int lines) {}

    /** An account that could not be closed. */
    public record Failure(long accountId, long tenantId, String code, String reason) {}
}
