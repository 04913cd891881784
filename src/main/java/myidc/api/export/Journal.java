package myidc.api.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import myidc.billing.read.Exports.ExportedPosting;
import myidc.billing.read.Ledger.Balance;
import myidc.shared.money.Money;

/**
 * Postings as a journal for other bookkeeping: accounts and commodities declared, one transaction per posting group with its
 * tenant, month and facts as tags, and each account's balance asserted at the end of every month in which it moved.
 */
final class Journal {
    private final Writer out;
    private final Dialect dialect;
    private final Map<Key, Money> balances = new TreeMap<>();
    private final TreeSet<Key> moved = new TreeSet<>();
    private String cause = "";
    private LocalDate today = LocalDate.MIN;

    Journal(Writer out, Dialect dialect) {
        this.out = out;
        this.dialect = dialect;
    }

    /** Declares what the journal will use. */
    void declare(List<Balance> accounts) {
        accounts.stream()
                .map(account -> account.balance().currency().getCurrencyCode())
                .distinct()
                .sorted()
                .forEach(code -> line(dialect.commodity(code)));
        accounts.stream().map(Balance::account).distinct().sorted().forEach(account -> line(dialect.account(account)));
        line("");
    }

    /** What earlier invoices left, as the journal's first transaction. */
    void open(LocalDate day, List<Balance> opening) {
        if (opening.isEmpty()) {
            return;
        }
        line(dialect.head(day, "", "Opening balances"));
        for (Balance balance : opening) {
            line(dialect.side(balance.account(), balance.balance()));
            add(balance.account(), balance.balance());
        }
        line("");
        moved.clear();
    }

    void post(ExportedPosting exported) {
        LocalDate day = exported.bookedOn();
        if (!YearMonth.from(day).equals(YearMonth.from(today))) {
            assertMonth();
        }
        if (!cause.equals(exported.posting().cause())) {
            endTransaction();
            cause = exported.posting().cause();
            String number = exported.invoiceNumber();
            line(dialect.head(day, number, exported.words().isEmpty() ? "Invoice " + number : exported.words()));
            tags(exported).forEach((name, value) -> line(dialect.tag(name, value)));
        }
        today = day;
        Money amount = exported.posting().amount();
        line(dialect.side(exported.posting().account(), amount));
        if (!exported.resource().isEmpty()) {
            line(dialect.sideTag("resource", exported.resource()));
            line(dialect.sideTag("events", String.join(" ", exported.events())));
        }
        add(exported.posting().account(), amount);
    }

    private Map<String, String> tags(ExportedPosting exported) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("cause", cause);
        tags.put("month", YearMonth.from(exported.month()).toString());
        if (exported.posting().tenantId() > 0) {
            tags.put("tenant", "tenant-" + exported.posting().tenantId());
        }
        return tags;
    }

    /** Asserts the last month; nothing may follow. */
    void close() {
        assertMonth();
    }

    private void assertMonth() {
        endTransaction();
        if (moved.isEmpty()) {
            return;
        }
        YearMonth month = YearMonth.from(today);
        dialect.assertions(month).ifPresent(this::line);
        for (Key key : moved) {
            Money balance = balances.getOrDefault(key, Money.zero(java.util.Currency.getInstance(key.currency())));
            line(dialect.assertion(month, key.account(), balance));
        }
        line("");
        moved.clear();
    }

    private void endTransaction() {
        if (!cause.isEmpty()) {
            line("");
            cause = "";
        }
    }

    private void add(String account, Money amount) {
        Key key = new Key(account, amount.currency().getCurrencyCode());
        balances.merge(key, amount, Money::plus);
        moved.add(key);
    }

    private void line(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Key(String account, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount == 0 ? currency.compareTo(other.currency) : byAccount;
        }
    }
}
