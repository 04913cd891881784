package myidc.billing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.PurseCommand.Books;
import myidc.billing.PurseCommand.Grant;
import myidc.billing.PurseCommand.GrantCredit;
import myidc.billing.PurseCommand.SetWalletTerms;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.id.AccountId;
import myidc.shared.id.PurseId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MoneyWatchTest {
    private static final int AT_ONCE = 2;
    private static final int ACCOUNTS = 5;

    @Inject
    MoneyWatch watch;

    @Inject
    Commands commands;

    @Inject
    CurrentCaller callers;

    @Inject
    Sequences sequences;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void everyAccountIsLookedAfterHoweverFewAreReadAtATime() {
        List<Long> purses = LongStream.range(0, ACCOUNTS).mapToObj(n -> purse()).toList();

        callers.runAs(Caller.program("test"), () -> watch.look(AT_ONCE));

        assertThat(having("billing.WalletRanLow", purses)).isEqualTo(ACCOUNTS);
        assertThat(having("billing.CreditExpired", purses)).isEqualTo(ACCOUNTS);
    }

    @Test
    void aSecondRoundRepeatsNothing() {
        List<Long> purses = LongStream.range(0, AT_ONCE).mapToObj(n -> purse()).toList();

        callers.runAs(Caller.program("test"), () -> watch.look(1));
        callers.runAs(Caller.program("test"), () -> watch.look(1));

        assertThat(having("billing.WalletRanLow", purses)).isEqualTo(AT_ONCE);
        assertThat(having("billing.CreditExpired", purses)).isEqualTo(AT_ONCE);
    }

    /** An account that wants to be told of 10 in hand, has nothing, and was granted a credit whose time is over. */
    private long purse() {
        long number = 810_000_000L + sequences.next("invoicerun");
        Instant now = clock.instant();
        commands.send(new OpenAccount(
                new AccountId(number), new TenantId(number), "EUR", BillingMonth.DEFAULT_ZONE, "TEST", now));
        PurseId purse = new PurseId(number);
        Books books = new Books("TEST", "EUR", LocalDate.ofInstant(now, ZoneOffset.UTC));
        commands.send(new SetWalletTerms(purse, books, BigDecimal.TEN, false));
        commands.send(new GrantCredit(
                purse, books, new Grant("Welcome", BigDecimal.ONE, List.of(), null, now.minus(Duration.ofDays(1)))));
        return number;
    }

    private long having(String fact, List<Long> purses) {
        return sql.count(
                "select count(*) from domain_event where payload_type = ? and aggregate_id = any (?)",
                fact,
                purses.stream().map(purse -> "purse-" + purse).toArray(String[]::new));
    }
}
