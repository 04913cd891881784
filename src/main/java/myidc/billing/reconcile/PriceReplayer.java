package myidc.billing.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.Prices;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Differences;
import myidc.billing.read.Differences.Books;
import myidc.platform.axon.Commands;
import myidc.platform.axon.ScheduledWork;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.PriceBookId;
import org.jspecify.annotations.Nullable;

/**
 * Works off replays of price books, a few accounts per transaction; other processes step over those. What an account
 * refuses is noted on its row and stops nobody else.
 */
@Singleton
final class PriceReplayer {
    private static final Caller REPLAYER = Caller.program("price-replay");
    private static final int ACCOUNTS_AT_ONCE = 50;

    private final Commands commands;
    private final CurrentCaller callers;
    private final Accounts accounts;
    private final Differences differences;
    private final Sql sql;
    private final Clock clock;
    private final ScheduledWork scheduled;

    PriceReplayer(
            Commands commands,
            CurrentCaller callers,
            Accounts accounts,
            Differences differences,
            Sql sql,
            Clock clock,
            ScheduledWork scheduled) {
        this.commands = commands;
        this.callers = callers;
        this.accounts = accounts;
        this.differences = differences;
        this.sql = sql;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        boolean more = true;
        while (more && !scheduled.ending()) {
            more = some();
        }
    }

    private boolean some() {
        return commands.perform(
                () -> {
                    List<Item> items = next();
                    Map<Long, Books> books = new HashMap<>();
                    callers.runAs(REPLAYER, () -> items.forEach(item -> replay(item, books)));
                    return !items.isEmpty();
                },
                found -> found);
    }

    private List<Item> next() {
        return sql.rows(
                "select i.replay_id, i.account_id, r.book_id, r.month, r.prices_at, b.currency from price_replay_item i"
                        + " join price_replay r on r.id = i.replay_id join price_book_view b on b.id = r.book_id"
                        + " where i.state = 'PENDING' order by i.replay_id, i.account_id limit ?"
                        + " for update of i skip locked",
                row -> new Item(
                        row.getLong("replay_id"),
                        new AccountId(row.getLong("account_id")),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        new Differences.Draft(
                                new PriceBookId(row.getLong("book_id")),
                                Currency.getInstance(row.getString("currency")),
                                Sql.instantOrNull(row, "prices_at"))),
                ACCOUNTS_AT_ONCE);
    }

    private void replay(Item item, Map<Long, Books> known) {
        Books books = known.computeIfAbsent(item.replay(), any -> differences.books(item.draft()));
        AccountRow account = accounts.find(item.account()).orElse(null);
        if (account == null) {
            failed(
                    item,
                    BillingRefusal.ACCOUNT_NOT_FOUND.code(),
                    "There is no " + item.account().text());
            return;
        }
        try {
            BigDecimal before = total(account, item, books.published());
            BigDecimal after = total(account, item, books.redrawn());
            done(item, before, after);
        } catch (Refused refused) {
            failed(item, refused.refusal().code(), refused.detail());
        }
    }

    private BigDecimal total(AccountRow account, Item item, List<myidc.billing.rating.PriceEntry> entries) {
        return differences
                .charged(account, item.month(), new Prices(entries, account.tenantId()))
                .total(account)
                .amount();
    }

    private void done(Item item, BigDecimal before, BigDecimal after) {
        note(item, new Noted("DONE", before, after, null, null));
    }

    private void failed(Item item, String code, String reason) {
        note(item, new Noted("FAILED", null, null, code, reason.substring(0, Math.min(reason.length(), 500))));
    }

    private void note(Item item, Noted noted) {
        sql.change(
                "update price_replay_item set state = ?, before = ?, after = ?, code = ?, reason = ?, finished_at = ?"
                        + " where replay_id = ? and account_id = ?",
                noted.state(),
                noted.before(),
                noted.after(),
                noted.code(),
                noted.reason(),
                clock.instant(),
                item.replay(),
                item.account().value());
    }

    private record Item(long replay, AccountId account, YearMonth month, Differences.Draft draft) {}

    private record Noted(
            String state,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable String code,
            @Nullable String reason) {}
}
