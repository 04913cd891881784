package myidc.billing;

import static myidc.api.admin.AdminApi.get;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Reports;
import myidc.billing.read.Reports.Aged;
import myidc.shared.id.InvoiceId;
import org.junit.jupiter.api.Test;

/** Reports from the ledger, as of now and as of before. */
@QuarkusTest
class ReportsTest extends MoneyStory {
    @Inject
    Reports reports;

    @Test
    void whatIsOwedStandsUnderItsAgeAndAsOfBeforeThePaymentStillInFull() {
        AccountRow account = account(entity(false));
        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        LocalDate due = found(id).dueOn();
        assertThat(aged(account, due, null)).isEqualTo("30.00 0.00 0.00 0.00 0.00");
        assertThat(aged(account, due.plusDays(1), null)).isEqualTo("0.00 30.00 0.00 0.00 0.00");
        assertThat(aged(account, due.plusDays(31), null)).isEqualTo("0.00 0.00 30.00 0.00 0.00");
        assertThat(aged(account, due.plusDays(61), null)).isEqualTo("0.00 0.00 0.00 30.00 0.00");
        assertThat(aged(account, due.plusDays(91), null)).isEqualTo("0.00 0.00 0.00 0.00 30.00");
        Instant issued = found(id).issuedAt();

        pay(account, "30.00", "AGED", id);

        assertThat(aged(account, due, null)).isEqualTo("nothing");
        assertThat(aged(account, due, issued.plusNanos(1_000))).isEqualTo("30.00 0.00 0.00 0.00 0.00");
        assertThat(aged(account, due, issued)).isEqualTo("nothing");
    }

    @Test
    void revenueIsToldByTenantAndByChargeOfTheMonthsBilled() {
        AccountRow account = account(entity(false));
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a"), rack(2, JUNE, "12.00")), false);

        JsonPath june = get("reports/revenue?by=TENANT&from=2026-06&to=2026-06&pageSize=500")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(june.getString(
                        "data.find { it.key == 'tenant-" + account.tenantId().value() + "' }.amount.amount"))
                .isEqualTo("42.00");
        JsonPath july = get("reports/revenue?by=TENANT&from=2026-07&to=2026-07&pageSize=500")
                .extract()
                .jsonPath();
        assertThat(july.getList("data.key"))
                .doesNotContain("tenant-" + account.tenantId().value());
        get("reports/revenue?by=CHARGE&from=2026-07&to=2026-06").statusCode(400).body("field", equalTo("to"));
        get("reports/revenue?by=COLOUR&from=2026-06&to=2026-06").statusCode(400).body("field", equalTo("by"));
        get("reports/revenue?by=CHARGE&from=June&to=2026-06").statusCode(400).body("field", equalTo("from"));
        get("reports/forecast").statusCode(200);
        get("reports/dunning").statusCode(200);
    }

    private String aged(AccountRow account, LocalDate day, Instant asOf) {
        return reports.receivables(day, asOf).stream()
                .filter(row -> row.tenantId() == account.tenantId().value())
                .map(ReportsTest::told)
                .findFirst()
                .orElse("nothing");
    }

    private static String told(Aged row) {
        return row.notDue().amount() + " " + row.to30().amount() + " "
                + row.to60().amount() + " " + row.to90().amount() + " "
                + row.older().amount();
    }
}
