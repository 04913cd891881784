package myidc.billing.reconcile;

import static io.restassured.RestAssured.given;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.OwnPrices;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InvoiceRunTest {
    private static final int ACCOUNTS = 40;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    InvoiceRunner runner;

    @Inject
    OwnPrices ownPrices;

    @Inject
    Sql sql;

    @Test
    void aRunClosesEveryAccountOnceHoweverManyWorkOnIt() throws Exception {
        List<Long> tenants =
                LongStream.range(0, ACCOUNTS).mapToObj(n -> tenant()).toList();
        long run = made("invoice-runs", Map.of("month", "2026-01", "tenantIds", tenants));
        try (ExecutorService others = Executors.newFixedThreadPool(3)) {
            List<Callable<Object>> work = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                work.add(Executors.callable(runner::work));
            }
            others.invokeAll(work).forEach(done -> assertThat(done).succeedsWithin(Duration.ofMinutes(1)));
        }

        JsonPath finished = finished(run);

        assertThat(finished.getLong("total")).isEqualTo(ACCOUNTS);
        assertThat(finished.getLong("done")).isEqualTo(ACCOUNTS);
        assertThat(finished.getLong("failed")).isZero();
        assertThat(finished.getString("finishedAt")).isNotNull();
        for (Long tenant : tenants) {
            assertThat(closings(tenant)).as("tenant %d", tenant).isEqualTo(1);
        }
    }

    @Test
    void aSecondRunOfTheMonthFindsItClosed() {
        long tenant = tenant();
        Map<String, Object> january = Map.of("month", "2026-01", "tenantIds", List.of(tenant));
        finished(made("invoice-runs", january));

        JsonPath again = finished(made("invoice-runs", january));

        assertThat(again.getLong("done")).isEqualTo(1);
        assertThat(again.getLong("invoiced")).isZero();
        assertThat(closings(tenant)).isEqualTo(1);
    }

    @Test
    void oneAccountThatCannotBeClosedStopsNobodyElse() {
        long sound = tenant();
        long broken = tenant();
        long run = commands.perform(
                () -> {
                    long id = sequences.next("invoicerun");
                    sql.change("insert into invoice_run values (?, '2026-01-01', 'test', now())", id);
                    sql.change(
                            "insert into invoice_run_item (run_id, account_id) values (?, ?), (?, ?)",
                            id,
                            broken + 1_000_000_000L,
                            id,
                            sound);
                    return id;
                },
                id -> id);

        JsonPath finished = finished(run);

        assertThat(finished.getLong("done")).isEqualTo(1);
        assertThat(finished.getLong("failed")).isEqualTo(1);
        assertThat(finished.getString("failures[0].code")).isEqualTo("billing.ACCOUNT_NOT_FOUND");
        assertThat(closings(sound)).isEqualTo(1);
    }

    @Test
    void whatFailsWhileItIsClosedTakesNobodyOfItsBatchWithItAndNoNumber() {
        List<Long> sound = List.of(renting(), renting(), renting());
        long astray = renting();
        List<Long> all = List.of(sound.get(0), sound.get(1), astray, sound.get(2));
        Map<String, Object> wanted = Map.of("month", "2026-01", "tenantIds", all);
        nextMonth(astray, "2025-12");

        JsonPath finished = finished(made("invoice-runs", wanted));
        nextMonth(astray, "2026-01");

        assertThat(finished.getLong("done")).isEqualTo(3);
        assertThat(finished.getLong("failed")).isEqualTo(1);
        assertThat(finished.getLong("failures[0].tenantId")).isEqualTo(astray);
        assertThat(finished.getString("failures[0].code")).isEqualTo("billing.MONTH_CLOSED");
        assertThat(closings(astray)).isZero();
        List<Long> serials = sql.rows(
                "select serial from invoice_view where tenant_id = any (?) order by serial",
                row -> row.getLong(1),
                (Object) sound.toArray(Long[]::new));
        assertThat(serials).hasSize(3).doesNotHaveDuplicates();
        assertThat(gaps()).as("numbers that were left out").isZero();
    }

    @Test
    void whatHasNoPriceIsNamedAndItsBatchGoesOn() {
        long sound = renting();
        long unpriced = tenant();
        commands.send(new BeginLease(
                new LeaseId(sequences.next("lease")),
                new TenantId(unpriced),
                new Leased("space:nobody-prices-this", "A01 3-4", new BigDecimal("2"), "U", null, null),
                Instant.parse("2026-01-05T16:00:00Z")));

        JsonPath finished =
                finished(made("invoice-runs", Map.of("month", "2026-01", "tenantIds", List.of(unpriced, sound))));

        assertThat(finished.getLong("done")).isEqualTo(1);
        assertThat(finished.getLong("invoiced")).isEqualTo(1);
        assertThat(finished.getString("failures[0].code")).isEqualTo("billing.NOTHING_PRICED");
        assertThat(finished.getLong("failures[0].tenantId")).isEqualTo(unpriced);
        assertThat(closings(unpriced)).isZero();
    }

    @Test
    void aDryRunForeseesWhatTheRunBillsAndWritesNothing() {
        long tenant = tenant();
        TenantId id = new TenantId(tenant);
        ownPrices.published(id, "EUR", OwnPrices.own("space:dry", OwnPrices.flat("31"), "2026-01-01T00:00:00", null));
        commands.send(new BeginLease(
                new LeaseId(sequences.next("lease")),
                id,
                new Leased("space:dry", "A01 1-2", new BigDecimal("2"), "U", null, null),
                Instant.parse("2026-01-05T16:00:00Z")));
        Map<String, Object> january = Map.of("month", "2026-01", "tenantIds", List.of(tenant));
        Map<String, Object> dry = new java.util.HashMap<>(january);
        dry.put("dryRun", true);

        long run = made("invoice-runs", dry);
        finished(run);

        JsonPath foreseen = get("invoice-runs/" + run + "/foreseen")
                .statusCode(200)
                .extract()
                .jsonPath();
        String total = foreseen.getString("data[0].total.amount");
        assertThat(new BigDecimal(total)).isPositive();
        assertThat(foreseen.getInt("data[0].lines")).isEqualTo(1);
        assertThat(closings(tenant)).isZero();
        assertThat(get("invoices?tenantId=" + tenant).extract().jsonPath().getInt("results"))
                .isZero();

        finished(made("invoice-runs", january));
        assertThat(get("invoices?tenantId=" + tenant).extract().jsonPath().getString("data[0].total.amount"))
                .isEqualTo(total);
    }

    @Test
    void aBadRunNamesItsField() {
        post("invoice-runs", Map.of()).statusCode(400).body("field", equalTo("month"));
        post("invoice-runs", Map.of("month", "2026-13")).statusCode(400).body("field", equalTo("month"));
        post("invoice-runs", Map.of("month", "January")).statusCode(400).body("field", equalTo("month"));
        post("invoice-runs", Map.of("month", "2099-01"))
                .statusCode(409)
                .body("code", equalTo("billing.MONTH_NOT_OVER"));
        post("invoice-runs", Map.of("month", "2026-01", "tenantIds", List.of()))
                .statusCode(400)
                .body("field", equalTo("tenantIds"));
        post("invoice-runs", Map.of("month", "2026-01", "tenantIds", List.of(999_999_999)))
                .statusCode(400)
                .body("code", equalTo("billing.TENANT_UNKNOWN"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        get("invoice-runs/999999999").statusCode(404);
        get("invoices/999999999").statusCode(404).body("code", equalTo("billing.INVOICE_NOT_FOUND"));
        get("invoices/999999999/lines/1/trace").statusCode(404);
        get("invoices?month=Januar").statusCode(400).body("field", equalTo("month"));
        get("ledger/trial-balance?asOf=now").statusCode(400).body("field", equalTo("asOf"));
    }

    @Test
    void nobodyReadsTheBooksWithoutACredential() {
        for (String path : List.of("price-books", "invoice-runs", "invoices", "ledger/postings")) {
            given().get("/admin/v1/" + path).then().statusCode(401);
        }
    }

    private long tenant() {
        TenantId tenant = new TenantId(800_000_000L + sequences.next("invoicerun"));
        commands.send(new OpenAccount(
                new AccountId(tenant.value()),
                tenant,
                "EUR",
                BillingMonth.DEFAULT_ZONE,
                "TEST",
                Instant.parse("2026-01-05T00:00:00Z")));
        return tenant.value();
    }

    /** Bends the view alone, so that the account itself refuses what the view lets pass. */
    private void nextMonth(long account, String month) {
        commands.perform(
                () -> sql.change(
                        "update billing_account_view set next_month = ?::date where id = ?", month + "-01", account),
                changed -> changed);
    }

    private long renting() {
        long tenant = tenant();
        TenantId id = new TenantId(tenant);
        ownPrices.published(id, "EUR", OwnPrices.own("space:run", OwnPrices.flat("31"), "2026-01-01T00:00:00", null));
        commands.send(new BeginLease(
                new LeaseId(sequences.next("lease")),
                id,
                new Leased("space:run", "A01 1-2", new BigDecimal("2"), "U", null, null),
                Instant.parse("2026-01-05T16:00:00Z")));
        return tenant;
    }

    private long gaps() {
        return sql.count("select count(*) from (select serial - lag(serial) over (order by serial) as step"
                + " from invoice_view where entity = 'TEST') steps where step <> 1");
    }

    private long closings(long account) {
        return sql.count(
                "select count(*) from domain_event where aggregate_id = ? and payload_type = 'billing.MonthClosed'",
                "account-" + account);
    }

    private static JsonPath finished(long run) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            JsonPath now = get("invoice-runs/" + run).statusCode(200).extract().jsonPath();
            if (now.getString("state").equals("FINISHED")) {
                return now;
            }
            assertThat(System.nanoTime()).as("the run ends within a minute").isLessThan(deadline);
        }
    }
}
