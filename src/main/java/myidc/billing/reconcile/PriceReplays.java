package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import myidc.billing.BillingRefusal;
import myidc.billing.read.PriceBooks;
import myidc.billing.read.PriceBooks.PriceBookRow;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PriceBookId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Replays of a price book over the real usage of a month that is over, before it is published: started here, worked off by
 * {@link PriceReplayer}, followed by anyone. They bill nothing.
 */
@Singleton
public final class PriceReplays {
    private static final String REPLAY = """
            select r.*, b.name as book_name, b.currency, b.version as version_now,
                (select count(*) from price_replay_item i where i.replay_id = r.id) as total,
                (select count(*) from price_replay_item i where i.replay_id = r.id and i.state = 'DONE') as done,
                (select count(*) from price_replay_item i where i.replay_id = r.id and i.state = 'FAILED') as failed,
                (select coalesce(sum(before), 0) from price_replay_item i where i.replay_id = r.id) as before,
                (select coalesce(sum(after), 0) from price_replay_item i where i.replay_id = r.id) as after,
                (select max(finished_at) from price_replay_item i where i.replay_id = r.id) as last_finished_at
            from price_replay r join price_book_view b on b.id = r.book_id\s""";

    private final Sql sql;
    private final Sequences sequences;
    private final PriceBooks books;
    private final Clock clock;

    PriceReplays(Sql sql, Sequences sequences, PriceBooks books, Clock clock) {
        this.sql = sql;
        this.sequences = sequences;
        this.books = books;
        this.clock = clock;
    }

    /** Queues the month of one tenant or of all that pay in the book's currency; the replay's number. */
    public long start(Caller caller, Wanted wanted) {
        PriceBookRow book = books.find(wanted.book())
                .orElseThrow(() -> Refused.because(
                        BillingRefusal.PRICE_BOOK_NOT_FOUND,
                        "There is no price book " + wanted.book().value()));
        if (book.publishedAt() != null) {
            throw Refused.because(
                    BillingRefusal.PRICE_BOOK_PUBLISHED, "The book is published; what it makes of a month is billed");
        }
        if (book.entries() == 0) {
            throw Refused.because(BillingRefusal.PRICE_BOOK_EMPTY, "A book without an entry prices nothing");
        }
        YearMonth month = wanted.month();
        if (clock.instant().isBefore(InvoiceRuns.overSomewhere(month))) {
            throw Refused.field(BillingRefusal.MONTH_NOT_OVER, "month", month + " is not over anywhere yet");
        }
        long id = sequences.next("pricereplay");
        sql.change(
                "insert into price_replay (id, book_id, book_version, month, prices_at, requested_by, started_at)"
                        + " values (?, ?, ?, ?, ?::timestamptz, ?, ?)",
                id,
                book.id(),
                book.version(),
                month.atDay(1),
                wanted.pricesAt(),
                caller.who(),
                clock.instant());
        int queued = sql.change(
                "insert into price_replay_item (replay_id, account_id) select ?, id from billing_account_view"
                        + " where currency = ? and opened_at at time zone zone < ?::date + interval '1 month'"
                        + " and tenant_id = coalesce(?::bigint, tenant_id)",
                id,
                book.currency(),
                month.atDay(1),
                wanted.tenant());
        if (queued == 0 && wanted.tenant() != null) {
            throw Refused.field(
                    BillingRefusal.TENANT_UNKNOWN,
                    "tenantId",
                    "Tenant " + wanted.tenant() + " had no account in " + book.currency() + " in " + month);
        }
        return id;
    }

    public Optional<Replay> find(long id) {
        return sql.row(REPLAY + "where r.id = ?", PriceReplays::replay, id);
    }

    /** Newest first; of one book, or of all. */
    public Page<Replay> list(@Nullable Long book, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        REPLAY + "where r.book_id = coalesce(?::bigint, r.book_id) order by r.id desc limit ? offset ?",
                        PriceReplays::replay,
                        book,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from price_replay where book_id = coalesce(?::bigint, book_id)", book));
    }

    /** What it makes of each account: failures first, then the largest differences. */
    public Page<Outcome> outcomes(Replay replay, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select i.*, a.tenant_id, coalesce(t.name, '') as tenant_name from price_replay_item i"
                                + " join billing_account_view a on a.id = i.account_id"
                                + " left join billing_tenant_view t on t.id = a.tenant_id"
                                + " where i.replay_id = ? and i.state <> 'PENDING'"
                                + " order by i.state = 'FAILED' desc, abs(i.after - i.before) desc, i.account_id"
                                + " limit ? offset ?",
                        row -> outcome(row, replay.currency()),
                        replay.id(),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        "select count(*) from price_replay_item where replay_id = ? and state <> 'PENDING'",
                        replay.id()));
    }

    private static Replay replay(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        long total = row.getLong("total");
        long done = row.getLong("done");
        long failed = row.getLong("failed");
        Instant startedAt = Sql.instant(row, "started_at");
        Instant last = Sql.instantOrNull(row, "last_finished_at");
        boolean finished = done + failed == total;
        return new Replay(
                row.getLong("id"),
                new PriceBookId(row.getLong("book_id")),
                row.getString("book_name"),
                currency,
                row.getLong("book_version") != row.getLong("version_now"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                Sql.instantOrNull(row, "prices_at"),
                new Progress(total, done, failed),
                money(row.getBigDecimal("before"), currency),
                money(row.getBigDecimal("after"), currency),
                startedAt,
                finished ? (last == null ? startedAt : last) : null);
    }

    private static Outcome outcome(ResultSet row, Currency currency) throws SQLException {
        BigDecimal before = row.getBigDecimal("before");
        BigDecimal after = row.getBigDecimal("after");
        return new Outcome(
                row.getLong("tenant_id"),
                row.getString("tenant_name"),
                before == null ? null : money(before, currency),
                after == null ? null : money(after, currency),
                row.getString("code"),
                row.getString("reason"));
    }

    private static Money money(BigDecimal amount, Currency currency) {
        return new Money(amount.stripTrailingZeros(), currency);
    }

    /**
     * What is to be replayed.
     *
     * @param tenant of whom; null for all
     * @param pricesAt null to take the draft's dates as they are written; else its prices of this instant are taken for the
     *     whole month
     */
    public record Wanted(
            PriceBookId book,
            YearMonth month,
            @Nullable Long tenant,
            @Nullable Instant pricesAt) {}

    /** How many accounts there are, and how many are worked off. */
    public record Progress(long total, long done, long failed) {}

    /**
     * A replay and how far it is.
     *
     * @param bookChanged whether the draft was changed since it began
     * @param before what the month comes to by the prices in force, without tax
     * @param after what it would come to with the draft
     */
    public record Replay(
            long id,
            PriceBookId book,
            String bookName,
            Currency currency,
            boolean bookChanged,
            YearMonth month,
            @Nullable Instant pricesAt,
            Progress progress,
            Money before,
            Money after,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** What a replay makes of one tenant's month; figures or the reason why there are none. */
    public record Outcome(
            long tenantId,
            String tenantName,
            @Nullable Money before,
            @Nullable Money after,
            @Nullable String code,
            @Nullable String reason) {}
}
