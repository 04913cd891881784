package myidc.billing;

import static myidc.api.admin.AdminApi.get;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.api.admin.CostReportsResource.CostQuery;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.LegalEntities;
import org.junit.jupiter.api.Test;

/** What a tenant cost against what it brought, by rates that finance enters. */
@QuarkusTest
class CostReportsTest extends MoneyStory {
    @Inject
    Clock clock;

    @Inject
    LegalEntities entities;

    @Inject
    BillingSettings settings;

    @Test
    void aMarginIsRevenueLessWhatTheTenantHadAtTheRatesOfTheMonth() {
        AccountRow account = account(entity(false));
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "900.00", "a")), false);
        post(
                        "leases",
                        Map.of(
                                "tenantId",
                                account.tenantId().value(),
                                "charge",
                                "space:u",
                                "name",
                                "A01 1-10",
                                "quantity",
                                "10",
                                "unit",
                                "U",
                                "from",
                                "2026-06-16T00:00:00+08:00"))
                .statusCode(200);
        Instant before = clock.instant();
        long rate = rate(Map.of("kind", "RACK_UNIT", "currency", "CNY", "amount", "50", "from", "2026-06"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");

        assertThat(margin(account, "")).isEqualTo("900.00 - 250.00 = 650.00");
        assertThat(margin(account, "&asOf=" + before)).isEqualTo("900.00 - 0.00 = 900.00");
        String file = RestAssured.given()
                .auth()
                .oauth2(TestTenants.OPERATOR)
                .get("/admin/v1/report-files/margins?month=2026-06&format=csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(file).contains(account.tenantId().value() + ",,900.00,0.00,0.00,250.00,0.00,0.00,250.00,650.00,CNY");

        RestAssured.given()
                .auth()
                .oauth2(TestTenants.OPERATOR)
                .delete("/admin/v1/cost-rates/" + rate)
                .then()
                .statusCode(204);
        assertThat(margin(account, "")).isEqualTo("900.00 - 0.00 = 900.00");
    }

    @Test
    void everyReportIsThereAsAFile() {
        for (String report : List.of(
                "revenue?by=TENANT&from=2026-01&to=2026-06",
                "receivables",
                "forecast",
                "margins?month=2026-06",
                "utilisation",
                "unit-costs",
                "three-years")) {
            for (String format : List.of("csv", "xlsx")) {
                get("report-files/" + report + (report.contains("?") ? "&" : "?") + "format=" + format)
                        .statusCode(200)
                        .header("Content-Disposition", startsWith("attachment; filename="));
            }
        }
        get("report-files/nonsense").statusCode(400).body("field", equalTo("report"));
    }

    @Test
    void cloudsOfTheMonthStandBesideWhatIsHere() {
        rate(Map.of("kind", "CLOUD_VCPU", "item", "Cloud A", "currency", "SGD", "amount", "9", "from", "2026-01"))
                .statusCode(200);

        rate(Map.of("kind", "CLOUD_MEGABIT", "item", "Cloud B", "currency", "SGD", "amount", "7", "from", "2026-01"))
                .statusCode(200);

        get("cost-reports/three-years?currency=SGD")
                .statusCode(200)
                .body("cloud", equalTo(List.of("", "Cloud A", "Cloud B")));
        get("cost-rates?pageSize=500").statusCode(200).body("data.item", hasItem("Cloud A"));
        get("cost-reports/unit-costs?currency=SGD")
                .statusCode(200)
                .body("unit", equalTo(List.of("VCPU", "GIGABYTE", "TERABYTE")));
        get("cost-reports/utilisation?currency=SGD").statusCode(200);
    }

    @Test
    @TestTransaction
    void withoutACurrencyTheReportIsInThatOfThePortalsOwnBooks() {
        sql.change(
                "insert into legal_entity_view (id, version, code, name, tax_number, address, bank, currency, rounding,"
                        + " number_format, payment_days, reviewed) values (-1, 0, ?, '', '', '', '', 'SGD', 'HALF_UP', '', 30,"
                        + " false) on conflict (code) do update set currency = excluded.currency",
                settings.entity());

        assertThat(new CostQuery(null, null).asked(entities).currency()).isEqualTo(Currency.getInstance("SGD"));
        assertThat(new CostQuery("JPY", null).asked(entities).currency()).isEqualTo(Currency.getInstance("JPY"));
    }

    @Test
    void badRatesAreRefusedByTheirField() {
        Map<String, Object> good = Map.of("kind", "MEGABIT", "currency", "NOK", "amount", "20", "from", "2026-01");
        rate(good).statusCode(200);
        rate(good).statusCode(409).body("code", equalTo("billing.COST_RATE_EXISTS"));

        rate(with(good, "amount", "-1")).statusCode(400).body("field", equalTo("amount"));
        rate(with(good, "kind", "GOLD")).statusCode(400).body("field", equalTo("kind"));
        rate(with(good, "item", "Dell")).statusCode(400).body("field", equalTo("item"));
        rate(with(good, "months", 3)).statusCode(400).body("field", equalTo("months"));
        rate(with(good, "from", "2026-13")).statusCode(400).body("field", equalTo("from"));
        rate(with(good, "kind", "DEVICE")).statusCode(400).body("field", equalTo("months"));
        rate(with(good, "kind", "CLOUD_VCPU")).statusCode(400).body("field", equalTo("item"));
        get("cost-reports/margins?month=2026-06&currency=XYZW").statusCode(400).body("field", equalTo("currency"));
    }

    private static Map<String, Object> with(Map<String, Object> good, String field, Object value) {
        Map<String, Object> changed = new java.util.HashMap<>(good);
        changed.put(field, value);
        return changed;
    }

    private static String margin(AccountRow account, String more) {
        var path = get("cost-reports/margins?month=2026-06&pageSize=500" + more)
                .statusCode(200)
                .extract()
                .jsonPath();
        String row = "data.find { it.tenantId == " + account.tenantId().value() + " }.";
        return path.getString(row + "revenue.amount") + " - " + path.getString(row + "cost.amount") + " = "
                + path.getString(row + "margin.amount");
    }

    private static ValidatableResponse rate(Map<String, Object> body) {
        return post("cost-rates", body);
    }

    private static ValidatableResponse post(String path, Object body) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTenants.OPERATOR)
                .contentType("application/json")
                .body(body)
                .post("/admin/v1/" + path)
                .then();
    }
}
