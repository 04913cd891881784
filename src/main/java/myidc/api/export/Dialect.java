package myidc.api.export;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.shared.money.Money;

/**
 * How a journal is written. Sources: hledger.org/hledger.html, journal format, with six decimals per commodity, as with two
 * hledger lets a difference of 0.004 pass; beancount.github.io/docs/beancount_language_syntax.html.
 */
enum Dialect {
    HLEDGER {
        @Override
        String commodity(String code) {
            return "commodity " + code + " 1000.000000";
        }

        @Override
        String account(String account) {
            return "account " + account;
        }

        @Override
        String head(LocalDate day, String number, String words) {
            return day + " * " + (number.isEmpty() ? "" : "(" + number + ") ") + plain(words);
        }

        @Override
        String tag(String name, String value) {
            return "    ; " + name + ":" + value;
        }

        @Override
        String sideTag(String name, String value) {
            return tag(name, value);
        }

        @Override
        String side(String account, Money amount) {
            return "    " + account + "  " + code(amount) + " " + figure(amount);
        }

        @Override
        Optional<String> assertions(YearMonth month) {
            return Optional.of(month.atEndOfMonth() + " * Balances at the end of " + month);
        }

        @Override
        String assertion(YearMonth month, String account, Money balance) {
            return "    " + account + "  " + code(balance) + " 0 = " + code(balance) + " " + figure(balance);
        }
    },
    BEANCOUNT {
        @Override
        String commodity(String code) {
            return EVER + " commodity " + code;
        }

        @Override
        String account(String account) {
            return EVER + " open " + named(account);
        }

        @Override
        String head(LocalDate day, String number, String words) {
            return day + " * \"" + plain(words) + "\""
                    + (number.isEmpty() ? "" : " ^" + number.replaceAll("[^A-Za-z0-9_/.-]", "-"));
        }

        @Override
        String tag(String name, String value) {
            return "  " + name + ": \"" + plain(value) + "\"";
        }

        @Override
        String sideTag(String name, String value) {
            return "    " + name + ": \"" + plain(value) + "\"";
        }

        @Override
        String side(String account, Money amount) {
            return "  " + named(account) + "  " + figure(amount) + " " + code(amount);
        }

        @Override
        Optional<String> assertions(YearMonth month) {
            return Optional.empty();
        }

        // Beancount holds a balance against the day's beginning, hence the next month's first.
        @Override
        String assertion(YearMonth month, String account, Money balance) {
            return month.plusMonths(1).atDay(1) + " balance " + named(account) + "  " + figure(balance) + " "
                    + code(balance);
        }
    };

    private static final LocalDate EVER = LocalDate.EPOCH;

    abstract String commodity(String code);

    abstract String account(String account);

    abstract String head(LocalDate day, String number, String words);

    abstract String tag(String name, String value);

    abstract String sideTag(String name, String value);

    abstract String side(String account, Money amount);

    abstract Optional<String> assertions(YearMonth month);

    abstract String assertion(YearMonth month, String account, Money balance);

    static String code(Money money) {
        return money.currency().getCurrencyCode();
    }

    static String figure(Money money) {
        return money.amount().toPlainString();
    }

    /** Free text in one line, with nothing that ends it early. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\";\\\\]", " ");
    }

    /** Beancount wants its own five roots, and every part to begin with a capital or a digit. */
    static String named(String account) {
        String rooted = account.startsWith("revenues:") ? "income" + account.substring("revenues".length()) : account;
        return Arrays.stream(rooted.split(":", -1))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(":"));
    }
}
