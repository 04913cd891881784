package myidc.billing.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.Unpriced;
import myidc.billing.rating.Unratable;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.MonthCloser.Plan;
import myidc.platform.axon.Commands;
import myidc.platform.axon.FactsAhead;
import myidc.platform.axon.ScheduledWork;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off invoice runs, some accounts a transaction. Their rows of the run stay locked while they are closed and others
 * step over them, so any number of processes share a run; what a killed process had begun is rolled back and taken up
 * again. What cannot be rated is noted on its row and stops nobody else; where a closing itself fails, its batch is rolled
 * back and closed one by one.
 */
@Singleton
final class InvoiceRunner {
    private static final Logger LOG = Logger.getLogger(InvoiceRunner.class);
    private static final int REASON_LENGTH_MAX = 500;

    /** Accounts a transaction. An entity's next number waits for its end, and a rollback leaves so many gaps in the store. */
    private static final int BATCH = 50;

    /** A batch with more lines than these closes what it has rated so far and leaves the others to the next. */
    private static final int LINES_OF_BATCH_MAX = 20_000;

    private static final String ITEM = "select i.run_id, i.account_id, r.month, r.dry, r.review from invoice_run_item i"
            + " join invoice_run r on r.id = i.run_id where i.state = 'PENDING' and ";

    private final Commands commands;
    private final CurrentCaller callers;
    private final Accounts accounts;
    private final MonthCloser closer;
    private final FactsAhead facts;
    private final Sql sql;
    private final ReadAhead ahead;
    private final Clock clock;
    private final ScheduledWork scheduled;

    InvoiceRunner(
            Commands commands,
            CurrentCaller callers,
            Accounts accounts,
            MonthCloser closer,
            FactsAhead facts,
            Sql sql,
            ReadAhead ahead,
            Clock clock,
            ScheduledWork scheduled) {
        this.commands = commands;
        this.callers = callers;
        this.accounts = accounts;
        this.closer = closer;
        this.facts = facts;
        this.sql = sql;
        this.ahead = ahead;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        while (!scheduled.ending() && oneMoreBatch()) {}
    }

    private boolean oneMoreBatch() {
        AtomicReference<List<Item>> taken = new AtomicReference<>(List.of());
        try {
            return commands.perform(
                    () -> {
                        List<Item> items = next();
                        taken.set(items);
                        if (!items.isEmpty()) {
                            callers.runAs(program(items.getFirst()), () -> work(items));
                        }
                        return !items.isEmpty();
                    },
                    found -> found);
        } catch (RuntimeException e) {
            if (taken.get().isEmpty()) {
                throw e;
            }
            LOG.infof(
                    "%d accounts of run %d are closed one by one: %s",
                    taken.get().size(), taken.get().getFirst().run(), e.getMessage());
            taken.get().forEach(this::alone);
            return true;
        }
    }

    private void alone(Item item) {
        if (scheduled.ending()) {
            return;
        }
        try {
            commands.perform(
                    () -> {
                        Optional<Item> still = sql.row(
                                ITEM + "i.run_id = ? and i.account_id = ? for update of i skip locked",
                                InvoiceRunner::item,
                                item.run(),
                                item.account().value());
                        still.ifPresent(own -> callers.runAs(program(own), () -> work(List.of(own))));
                    },
                    () -> Boolean.TRUE);
        } catch (RuntimeException e) {
            if (scheduled.ending()) {
                LOG.infof(
                        "%s of run %d waits for the next start", item.account().text(), item.run());
                return;
            }
            commands.perform(() -> note(item, e), () -> Boolean.TRUE);
        }
    }

    /** The next accounts of the oldest run. */
    private List<Item> next() {
        List<Item> items = sql.rows(
                ITEM + "i.run_id = (select min(run_id) from invoice_run_item where state = 'PENDING')"
                        + " order by i.account_id limit ? for update of i skip locked",
                InvoiceRunner::item,
                BATCH);
        return items.isEmpty()
                ? sql.rows(
                        ITEM + "true order by i.run_id, i.account_id limit 1 for update of i skip locked",
                        InvoiceRunner::item)
                : items;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong("run_id"),
                new AccountId(row.getLong("account_id")),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getBoolean("dry"),
                row.getBoolean("review"));
    }

    private void work(List<Item> items) {
        Map<Item, Plan> plans = planned(items);
        ahead.forget();
        facts.read(plans.values().stream()
                .flatMap(plan -> Stream.of(
                        plan.open().id().text(), InvoiceDesk.purse(plan.open()).text()))
                .toList());
        plans.forEach((item, plan) -> finish(item, "DONE", closer.carryOut(plan, item.review())));
    }

    /** What each account to close comes to; all others are finished here. */
    private Map<Item, Plan> planned(List<Item> items) {
        Map<AccountId, AccountRow> known =
                accounts.find(items.stream().map(Item::account).toList());
        if (items.size() > 1) {
            closer.readAhead(List.copyOf(known.values()), items.getFirst().month());
        }
        Map<Item, Plan> plans = new LinkedHashMap<>();
        int lines = 0;
        for (Item item : items) {
            if (lines > LINES_OF_BATCH_MAX) {
                break;
            }
            try {
                Optional<Plan> plan = plan(item, known.get(item.account()));
                plan.ifPresent(one -> plans.put(item, one));
                lines += plan.map(Plan::lines).orElse(0);
            } catch (Refused | Unpriced | Unratable e) {
                note(item, e);
            }
        }
        return plans;
    }

    private Optional<Plan> plan(Item item, @Nullable AccountRow account) {
        if (account == null) {
            throw Refused.because(
                    BillingRefusal.ACCOUNT_NOT_FOUND,
                    "There is no " + item.account().text());
        }
        if (item.month().isBefore(account.nextMonth())) {
            finish(item, "SKIPPED", null);
            return Optional.empty();
        }
        Plan plan = closer.plan(account, item.month());
        if (!item.dry()) {
            return Optional.of(plan);
        }
        sql.later(
                "update invoice_run_item set total = ?, currency = ?, line_count = ? where run_id = ? and account_id = ?",
                plan.total(),
                account.currency().getCurrencyCode(),
                plan.lines(),
                item.run(),
                item.account().value());
        finish(item, "DONE", null);
        return Optional.empty();
    }

    private void finish(Item item, String state, @Nullable InvoiceId invoice) {
        sql.later(
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
        sql.later(
                "update invoice_run_item set state = 'FAILED', code = ?, reason = ?, finished_at = ?"
                        + " where run_id = ? and account_id = ? and state = 'PENDING'",
                refused == null ? "common.INTERNAL" : refused.refusal().code(),
                reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)),
                clock.instant(),
                item.run(),
                item.account().value());
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
