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
import myidc.shared.time.BillingMonth;

/**
 * Postings as a journal that {@code hledger check --strict} accepts: accounts and commodities declared, one transaction
 * per posting group with its invoice, tenant and facts as tags, and each account's balance asserted at the end of every
 * month in which it moved. Dates are those of {@link BillingMonth#DEFAULT_ZONE}. Source: hledger.org/hledger.html, journal
 * format; six decimals per commodity, as with two hledger lets a difference of 0.004 pass.
 */
final class HledgerJournal {
    private final Writer out;
    private final Map<Key, Money> balances = new TreeMap<>();
    private final TreeSet<Key> moved = new TreeSet<>();
    private String cause = "";
    private LocalDate today = LocalDate.MIN;

    HledgerJournal(Writer out) {
        this.out = out;
    }

    /** Declares what the journal will use. */
    void declare(List<Balance> accounts) {
        accounts.stream()
                .map(account -> account.balance().currency().getCurrencyCode())
                .distinct()
                .sorted()
                .forEach(code -> line("commodity " + code + " 1000.000000"));
        accounts.stream().map(Balance::account).distinct().sorted().forEach(account -> line("account " + account));
        line("");
    }

    /** What earlier invoices left, as the journal's first transaction. */
    void open(LocalDate day, List<Balance> opening) {
        if (opening.isEmpty()) {
            return;
        }
        line(day + " * Opening balances");
        for (Balance balance : opening) {
            line("    " + balance.account() + "  " + amount(balance.balance()));
            add(balance.account(), balance.balance());
        }
        line("");
        moved.clear();
    }

    void post(ExportedPosting exported) {
        LocalDate day =
                exported.posting().postedAt().atZone(BillingMonth.DEFAULT_ZONE).toLocalDate();
        if (!YearMonth.from(day).equals(YearMonth.from(today))) {
            assertMonth();
        }
        if (!cause.equals(exported.posting().cause())) {
            endTransaction();
            cause = exported.posting().cause();
            line(day + " * (" + exported.invoiceNumber() + ") Invoice " + exported.invoiceNumber() + "  ; cause:"
                    + cause
                    + ", tenant:tenant-" + exported.posting().tenantId() + ", month:"
                    + YearMonth.from(exported.month()));
        }
        today = day;
        String account = exported.posting().account();
        String tags = exported.resource().isEmpty()
                ? ""
                : "  ; line:" + exported.posting().seq() + ", resource:" + exported.resource() + ", events:"
                        + String.join(" ", exported.events());
        line("    " + account + "  " + amount(exported.posting().amount()) + tags);
        add(account, exported.posting().amount());
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
        line(month.atEndOfMonth() + " * Balances at the end of " + month);
        for (Key key : moved) {
            Money balance = balances.getOrDefault(key, Money.zero(java.util.Currency.getInstance(key.currency())));
            line("    " + key.account() + "  " + key.currency() + " 0 = " + amount(balance));
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

    private static String amount(Money money) {
        return money.currency().getCurrencyCode() + " " + money.amount().toPlainString();
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
