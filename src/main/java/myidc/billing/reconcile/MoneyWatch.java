package myidc.billing.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import myidc.billing.BillingSettings;
import myidc.billing.BudgetCommand.NoteSpend;
import myidc.billing.PurseCommand.ExpireCredits;
import myidc.billing.PurseCommand.MarkOverdue;
import myidc.billing.PurseCommand.NoteAccrued;
import myidc.billing.PurseCommand.TakeDunningStep;
import myidc.billing.event.PurseEvent.DunningAction;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Budgets;
import myidc.billing.read.Budgets.BudgetRow;
import myidc.billing.read.Budgets.Spend;
import myidc.billing.read.Charges;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.DunningRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.BudgetId;
import myidc.shared.id.PurseId;
import org.jboss.logging.Logger;

/**
 * Looks after money at its own pace: what fell due, dunning steps, prepaid wallets, credits whose time is over, budgets. One
 * account per transaction; what an account refuses stops nobody else, and is tried again next time.
 */
@Singleton
public final class MoneyWatch {
    private static final Logger LOG = Logger.getLogger(MoneyWatch.class);
    private static final Caller WATCH = Caller.program("money-watch");
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final Commands commands;
    private final CurrentCaller callers;
    private final Accounts accounts;
    private final Purses purses;
    private final Budgets budgets;
    private final Charges charges;
    private final InvoiceDesk desk;
    private final Sql sql;
    private final Clock clock;
    private final List<Step> steps;

    MoneyWatch(
            Commands commands,
            CurrentCaller callers,
            Accounts accounts,
            Purses purses,
            Budgets budgets,
            Charges charges,
            InvoiceDesk desk,
            Sql sql,
            Clock clock,
            BillingSettings settings) {
        this.commands = commands;
        this.callers = callers;
        this.accounts = accounts;
        this.purses = purses;
        this.budgets = budgets;
        this.charges = charges;
        this.desk = desk;
        this.sql = sql;
        this.clock = clock;
        this.steps = Step.read(settings.dunning());
    }

    @Scheduled(every = "{myidc.billing.watch-every:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        callers.runAs(WATCH, this::look);
    }

    /** One round over everything. */
    public void look() {
        look(ACCOUNTS_AT_ONCE);
    }

    /** The same, so many accounts or budgets read at a time. */
    void look(int atOnce) {
        dun(atOnce);
        watchWallets(atOnce);
        expireCredits(atOnce);
        watchBudgets(atOnce);
    }

    private void dun(int atOnce) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        for (int page = 1; ; page++) {
            Page<DunningRow> overdue = purses.overdue(today, new Page.Ask(page, atOnce));
            overdue.data().forEach(row -> account(row.accountId(), account -> dun(account, row)));
            if (page >= overdue.pages()) {
                return;
            }
        }
    }

    private void dun(AccountRow account, DunningRow row) {
        PurseId purse = InvoiceDesk.purse(account);
        commands.send(new MarkOverdue(purse, desk.books(account)));
        long late = ChronoUnit.DAYS.between(row.oldest(), desk.books(account).today());
        for (int number = steps.size(); number > row.step(); number--) {
            Step step = steps.get(number - 1);
            if (late >= step.days()) {
                commands.send(new TakeDunningStep(purse, desk.books(account), number, step.action()));
                return;
            }
        }
    }

    private void watchWallets(int atOnce) {
        inTurn(
                atOnce,
                "select id from purse_view where (low_at is not null or stop_when_empty) and id > ? order by id limit ?",
                id -> account(new AccountId(id), account -> {
                    var accrued = charges.accrued(account, clock.instant()).total();
                    commands.send(new NoteAccrued(InvoiceDesk.purse(account), desk.books(account), accrued.amount()));
                }));
    }

    private void expireCredits(int atOnce) {
        inTurn(
                atOnce,
                "select distinct account_id from credit_grant_view where not expired and left_over > 0"
                        + " and expires_at <= ? and account_id > ? order by account_id limit ?",
                id -> account(
                        new AccountId(id), account -> commands.send(new ExpireCredits(InvoiceDesk.purse(account)))),
                clock.instant());
    }

    private void watchBudgets(int atOnce) {
        for (long after = 0; ; ) {
            List<BudgetRow> some = budgets.after(after, atOnce);
            some.forEach(this::watch);
            if (some.size() < atOnce) {
                return;
            }
            after = some.getLast().id();
        }
    }

    private void watch(BudgetRow budget) {
        account(new AccountId(budget.tenantId().value()), account -> {
            Spend spend = budgets.spend(account);
            commands.send(new NoteSpend(
                    new BudgetId(budget.id()),
                    spend.month().month(),
                    spend.actual().amount(),
                    spend.forecast().amount()));
        });
    }

    /** All of them, however many, some at a time by their numbers. */
    private void inTurn(int atOnce, String query, Consumer<Long> each, Object... first) {
        Object[] values = Arrays.copyOf(first, first.length + 2);
        values[first.length + 1] = atOnce;
        for (long after = 0; ; ) {
            values[first.length] = after;
            List<Long> some = sql.rows(query, row -> row.getLong(1), values);
            some.forEach(each);
            if (some.size() < atOnce) {
                return;
            }
            after = some.getLast();
        }
    }

    private void account(AccountId id, Consumer<AccountRow> work) {
        accounts.find(id).ifPresent(account -> {
            try {
                work.accept(account);
            } catch (Refused refused) {
                // Something changed between reading and deciding; the next round sees it as it is.
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "The money of %s could not be looked after in this round", id.text());
            }
        });
    }

    /** A dunning step, so many days after the oldest open invoice was due. */
    record Step(int days, DunningAction action) {
        static List<Step> read(String text) {
            List<Step> steps = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                String[] halves = part.strip().split(":", -1);
                steps.add(new Step(Integer.parseInt(halves[0]), DunningAction.valueOf(halves[1])));
            }
            return List.copyOf(steps);
        }
    }
}
