package myidc.billing;

import static myidc.shared.RefusedFor.refusedFor;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.MonthClosed;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final AccountOpened OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC = new AccountOpened(
            ACCOUNT, new TenantId(7), "CNY", SHANGHAI, "MYIDC", Instant.parse("2026-08-31T17:00:00Z"));
    /** October has just ended in Shanghai. */
    private static final String JUST_OVER = "2026-10-31T16:00:00Z";

    private static final InvoiceId INVOICE = new InvoiceId(3);

    private final FixtureConfiguration<Account> fixture = new AggregateTestFixture<>(Account.class);

    @Test
    void theFirstMonthIsTheOneOfTheOpeningInTheAccountsZone() {
        clockSays(JUST_OVER);
        fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC)
                .when(close("2026-09"))
                .expectEvents(new MonthClosed(ACCOUNT, YearMonth.parse("2026-09"), INVOICE, new BigDecimal("24.00")));
        refuses(BillingRefusal.MONTH_CLOSED, "2026-08");
    }

    @Test
    void aMonthClosesAtItsLastMomentInTheZoneAndNotBefore() {
        clockSays(JUST_OVER);
        fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC, closed("2026-09"))
                .when(close("2026-10"))
                .expectEvents(closed("2026-10"));
    }

    @Test
    void aMomentEarlierItIsNotOver() {
        clockSays("2026-10-31T15:59:59.999999Z");
        expect(
                BillingRefusal.MONTH_NOT_OVER,
                fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC, closed("2026-09"))
                        .when(close("2026-10")));
    }

    @Test
    void aClosedMonthStaysClosedAndNoneIsSkipped() {
        clockSays(JUST_OVER);
        refuses(BillingRefusal.MONTH_OUT_OF_ORDER, "2026-10");
        expect(
                BillingRefusal.MONTH_CLOSED,
                fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC, closed("2026-09"))
                        .when(close("2026-09")));
    }

    @Test
    void openedTwiceItIsOpenedOnce() {
        clockSays(JUST_OVER);
        fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC)
                .when(new OpenAccount(ACCOUNT, new TenantId(7), "CNY", SHANGHAI, "MYIDC", Instant.EPOCH))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    private void refuses(BillingRefusal refusal, String month) {
        expect(refusal, fixture.given(OPENED_LATE_ON_THE_31ST_OF_AUGUST_UTC).when(close(month)));
    }

    private static void expect(BillingRefusal refusal, ResultValidator<Account> result) {
        result.expectNoEvents().expectException(refusedFor(refusal));
    }

    private void clockSays(String instant) {
        fixture.registerInjectableResource(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private static CloseMonth close(String month) {
        return new CloseMonth(ACCOUNT, YearMonth.parse(month), INVOICE, new BigDecimal("24.00"));
    }

    private static MonthClosed closed(String month) {
        return new MonthClosed(ACCOUNT, YearMonth.parse(month), INVOICE, new BigDecimal("24.00"));
    }
}
