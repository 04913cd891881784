package myidc.billing.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.Unpriced;
import myidc.billing.rating.Unratable;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.platform.axon.Commands;
import myidc.platform.axon.ScheduledWork;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off invoice runs, one account per transaction. The account's row of the run stays locked while it is closed and
 * others step over it, so any number of processes share a run; what a killed process had begun is rolled back and taken
 * up again. A failure is noted on its row and stops nobody else.
 */
@Singleton
final class InvoiceRunner {
    private static final Logger LOG = Logger.getLogger(InvoiceRunner.class);
    private static final int REASON_LENGTH_MAX = 500;

    private final Commands commands;
    private final CurrentCaller callers;
    private final Accounts accounts;
    private final MonthCloser closer;
    private final Sql sql;
    private final Clock clock;
    private final ScheduledWork scheduled;

    InvoiceRunner(
            Commands commands,
            CurrentCaller callers,
            Accounts accounts,
            MonthCloser closer,
            Sql sql,
            Clock clock,
            ScheduledWork scheduled) {
        this.commands = commands;
        this.callers = callers;
        this.accounts = accounts;
        this.closer = closer;
        this.sql = sql;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        while (!scheduled.ending() && oneMore()) {}
    }

    private boolean oneMore() {
        AtomicReference<@Nullable Item> taken = new AtomicReference<>();
        try {
            return commands.perform(
                    () -> {
                        Optional<Item> next = next();
                        taken.set(next.orElse(null));
                        next.ifPresent(item -> callers.runAs(program(item), () -> close(item)));
                        return next.isPresent();
                    },
                    found -> found);
        } catch (RuntimeException e) {
            Item item = taken.get();
            if (item == null) {
                throw e;
            }
            if (scheduled.ending()) {
                LOG.infof(
                        "%s of run %d waits for the next start", item.account().text(), item.run());
                return false;
            }
            note(item, e);
            return true;
        }
    }

    private Optional<Item> next() {
        return sql.row(
                "select i.run_id, i.account_id, r.month, r.dry, r.review from invoice_run_item i"
                        + " join invoice_run r on r.id = i.run_id"
                        + " where i.state = 'PENDING' order by i.run_id, i.account_id limit 1"
                        + " for update of i skip locked",
                row -> new Item(
                        row.getLong("run_id"),
                        new AccountId(row.getLong("account_id")),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getBoolean("dry"),
                        row.getBoolean("review")));
    }

    private void close(Item item) {
        AccountRow account = accounts.find(item.account())
                .orElseThrow(() -> Refused.because(
                        BillingRefusal.ACCOUNT_NOT_FOUND,
                        "There is no " + item.account().text()));
        if (item.month().isBefore(account.nextMonth())) {
            finish(item, "SKIPPED", null);
            return;
        }
        if (item.dry()) {
            foresee(item, account);
            return;
        }
        finish(item, "DONE", closer.close(account, item.month(), item.review()));
    }

    private void foresee(Item item, AccountRow account) {
        MonthCloser.Preview preview = closer.preview(account, item.month());
        sql.change(
                "update invoice_run_item set total = ?, currency = ?, line_count = ? where run_id = ? and account_id = ?",
                preview == null ? BigDecimal.ZERO : preview.total(),
                account.currency().getCurrencyCode(),
                preview == null ? 0 : preview.lines(),
                item.run(),
                item.account().value());
        finish(item, "DONE", null);
    }

    private void finish(Item item, String state, @Nullable InvoiceId invoice) {
        sql.change(
                "update invoice_run_item set state = ?, invoice_id = ?::bigint, finished_at = ?"
                        + " where run_id = ? and account_id = ?",
                state,
                invoice == null ? null : invoice.value(),
                clock.instant(),
                item.run(),
                item.account().value());
    }

    private void note(Item item, RuntimeException failure) {
        Refused refused = refusal(failure);
        if (refused == null) {
            LOG.errorf(
                    failure,
                    "Run %d could not close %s",
                    item.run(),
                    item.account().text());
        }
        String reason = refused == null ? "Something went wrong here; the log has the cause" : refused.detail();
        commands.perform(
                () -> sql.change(
                        "update invoice_run_item set state = 'FAILED', code = ?, reason = ?, finished_at = ?"
                                + " where run_id = ? and account_id = ? and state = 'PENDING'",
                        refused == null ? "common.INTERNAL" : refused.refusal().code(),
                        reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)),
                        clock.instant(),
                        item.run(),
                        item.account().value()),
                changed -> changed);
    }

    private static @Nullable Refused refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
            if (cause instanceof Unpriced unpriced) {
                return Refused.because(BillingRefusal.NOTHING_PRICED, String.valueOf(unpriced.getMessage()));
            }
            if (cause instanceof Unratable unratable) {
                return Refused.because(BillingRefusal.NOTHING_PRICED, String.valueOf(unratable.getMessage()));
            }
        }
        return null;
    }

    private static Caller program(Item item) {
        return Caller.program("invoice-run-" + item.run());
    }

    private record Item(long run, AccountId account, YearMonth month, boolean dry, boolean review) {}
}
