package myidc.billing;

import static myidc.api.admin.AdminApi.get;
import static myidc.billing.OwnPrices.flat;
import static myidc.billing.OwnPrices.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.ChangeLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.PriceBookCommand.EndEntry;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Forecasts;
import myidc.billing.read.Forecasts.Foreseen;
import myidc.shared.id.Id;
import myidc.shared.id.LeaseId;
import myidc.shared.id.PriceBookId;
import myidc.shared.time.BillingMonth;
import org.junit.jupiter.api.Test;

/** What next month comes to, as of now and as it was foreseen before things changed. */
@QuarkusTest
class ForecastStoryTest extends MoneyStory {
    @Inject
    Forecasts forecasts;

    @Inject
    OwnPrices prices;

    @Inject
    Clock clock;

    @Test
    void aForecastOfBeforeKnowsNeitherTheLeaseThatGrewNorThePriceThatWasEndedSince() {
        AccountRow account = account(entity(false));
        PriceBookId book =
                prices.published(account.tenantId(), "CNY", own("space:u", flat("100"), "2026-01-01T00:00", null));
        Instant published = recorded(book);
        Instant began = clock.instant();
        LeaseId lease = new LeaseId(sequences.next("lease"));
        commands.send(new BeginLease(
                lease, account.tenantId(), new Leased("space:u", "A12", dec("1"), "U", null, null), began));
        Instant leased = recorded(lease);
        commands.send(new ChangeLease(lease, dec("3"), clock.instant()));
        Instant grown = recorded(lease);
        Instant nextMonth =
                BillingMonth.of(clock.instant(), account.zone()).period().until();
        commands.send(new EndEntry(book, 1, nextMonth));
        Instant ended = recorded(book);

        assertThat(present(account, after(published))).isEqualTo("0.00");
        assertThat(present(account, after(leased))).isEqualTo("100.00");
        assertThat(present(account, after(grown))).isEqualTo("300.00");
        assertThat(present(account, ended)).isEqualTo("300.00");
        Foreseen without = forecasts.foreseen(account, after(ended));
        assertThat(without.present().amount()).isEqualByComparingTo("0");
        assertThat(without.unpriced()).singleElement().asString().contains("space:u");
        assertThat(present(account, null)).isEqualTo("0.00");
        assertThat(forecasts.foreseen(account, published).unpriced())
                .as("neither price nor lease were known")
                .isEmpty();
    }

    @Test
    void theForecastOfBeforeIsThatOfTheMonthAfterTheInstant() {
        AccountRow account = account(entity(false));
        Instant past = Instant.parse("2026-08-15T04:00:00Z");

        assertThat(forecasts.foreseen(account, past).month()).isEqualTo(YearMonth.parse("2026-09"));
        get("reports/forecast?asOf=2026-08-15T04:00:00Z&pageSize=1").statusCode(200);
        get("reports/forecast?asOf=1999-01-01T00:00:00Z").statusCode(200).body("results", equalTo(0));
        assertThat(get("report-files/forecast?format=csv&asOf=1999-01-01T00:00:00Z")
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines())
                .hasSize(1);
    }

    @Test
    void theTrialBalanceAsAFileHasTheSameSumOnBothSidesAndIsEmptyBeforeTheFirstPosting() {
        AccountRow account = account(entity(false));
        trial.billed(account, JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, "30.00", "a")), false);
        String receivable = "assets:receivable:" + account.tenantId().text();

        List<String> lines = get("report-files/trial-balance?format=csv")
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();

        assertThat(lines.getFirst()).isEqualTo("Account,Name,Currency,Debit,Credit");
        assertThat(lines)
                .filteredOn(line -> line.startsWith(receivable + ","))
                .singleElement()
                .asString()
                .contains(",30.00,");
        assertThat(get("report-files/trial-balance?format=csv&asOf=1999-01-01T00:00:00Z")
                        .extract()
                        .asString()
                        .lines())
                .hasSize(1);
    }

    private String present(AccountRow account, Instant asOf) {
        return forecasts.foreseen(account, asOf).present().amount().setScale(2).toPlainString();
    }

    private Instant recorded(Id id) {
        return sql.row(
                        "select max(recorded_at) as at from domain_event where aggregate_id = ?",
                        row -> myidc.platform.db.Sql.instant(row, "at"),
                        id.text())
                .orElseThrow();
    }

    private static Instant after(Instant recorded) {
        return recorded.plusNanos(1_000);
    }
}
