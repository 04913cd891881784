package myidc.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/**
 * The whole line as dated steps: an operator fills a rack, a tenant makes a machine and deletes it, a month closes, the
 * invoice opens down to the facts behind it, and finance exports the same figures.
 */
@QuarkusTest
class FromRackToInvoiceTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PLAN = "g6-standard-1";

    @Inject
    MovableClock clock;

    @Inject
    Sql sql;

    @Test
    void anOperatorFillsRacksATenantMakesAMachineAMonthClosesAndFinanceExports() {
        Instant start = firstOfNextMonth();
        clock.moveTo(start);
        String region = aSiteWithOneHost();
        aPublishedPrice(region, "0.12", "80.00", start);
        TestTenant tenant = TestTenants.open("CNY", "Asia/Shanghai");

        awaitAccount(tenant);
        Owner owner = Owner.known(sql, tenant);

        clock.moveTo(start.plus(Duration.ofDays(2)));
        JsonPath created = tenant.call()
                .header("Idempotency-Key", unique())
                .body(Map.of(
                        "region",
                        region,
                        "type",
                        PLAN,
                        "image",
                        "linode/debian12",
                        "label",
                        "web-1",
                        "root_pass",
                        "correct-Horse-7-battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        long machine = created.getLong("id");
        assertThat(created.getString("ipv4[0]")).isNotBlank();
        await(tenant, machine, "running");

        clock.moveTo(start.plus(Duration.ofDays(3)).plusSeconds(1));
        tenant.call().delete("/v4/linode/instances/" + machine).then().statusCode(200);
        awaitGone(tenant, machine);

        Instant closing = YearMonth.from(start.atZone(SHANGHAI))
                .plusMonths(1)
                .atDay(2)
                .atStartOfDay(SHANGHAI)
                .toInstant();
        clock.moveTo(closing);
        JsonPath invoice = theInvoice(tenant, YearMonth.from(start.atZone(SHANGHAI)));

        List<Map<String, Object>> lines = invoice.getList("lines");
        assertThat(lines).hasSize(1);
        BigDecimal hours = new BigDecimal(invoice.getString("lines[0].hours"));
        assertThat(hours).isBetween(BigDecimal.valueOf(24), BigDecimal.valueOf(26));
        BigDecimal amount = amountOf(invoice, "lines[0].amount");
        assertThat(amount).isEqualByComparingTo(hours.multiply(new BigDecimal("0.12")));
        assertThat(amountOf(invoice, "total")).isEqualByComparingTo(amount);

        JsonPath trace = operator()
                .get("/admin/v1/invoices/" + invoice.getLong("id") + "/lines/1/trace")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(trace.getBoolean("same")).isTrue();
        assertThat(trace.getList("events.event", String.class))
                .contains("compute.InstanceProvisioned", "compute.InstanceDeleted");

        theExportSays(invoice.getString("number"), amount);
        theTenantSees(tenant, amount);
        nothingIsParked();
        Owner.booksStay(sql, invoice.getLong("id"), owner::forgotten);
        theExportSays(invoice.getString("number"), amount);
    }

    /** Policies have come as far as the book, and none of billing's facts became a dead letter. */
    private static void nothingIsParked() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (operator().get("/admin/v1/overview").jsonPath().getLong("processorLag") > 0) {
            assertThat(System.nanoTime()).as("caught up within a minute").isLessThan(deadline);
            pause();
        }
        List<String> parked = operator()
                .get("/admin/v1/operations/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("data.findAll { it.group.startsWith('billing') }.causeMessage");
        assertThat(parked).isEmpty();
    }

    private void theExportSays(String number, BigDecimal amount) {
        String csv = operator()
                .queryParam("from", "2026-01-01T00:00:00Z")
                .queryParam("to", clock.instant().toString())
                .get("/export/v1/focus.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> header = List.of(csv.lines().findFirst().orElseThrow().split(","));
        int cost = header.indexOf("BilledCost");
        int invoice = header.indexOf("InvoiceId");
        assertThat(cost).isNotNegative();
        BigDecimal exported = csv.lines()
                .skip(1)
                .map(FromRackToInvoiceTest::cells)
                .filter(cells -> cells.get(invoice).equals(number))
                .map(cells -> new BigDecimal(cells.get(cost)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(exported).isEqualByComparingTo(amount);
    }

    private static void theTenantSees(TestTenant tenant, BigDecimal amount) {
        JsonPath invoices = tenant.call()
                .get("/v4/account/invoices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(new BigDecimal(invoices.getString("data[0].total"))).isEqualByComparingTo(amount);
        JsonPath items = tenant.call()
                .get("/v4/account/invoices/" + invoices.getLong("data[0].id") + "/items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(items.getString("data[0].label")).contains("web-1");
    }

    private JsonPath theInvoice(TestTenant tenant, YearMonth month) {
        int run = operator()
                .header("Idempotency-Key", unique())
                .body(Map.of("month", month.toString(), "tenantIds", List.of(tenant.id())))
                .post("/admin/v1/invoice-runs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!operator()
                .get("/admin/v1/invoice-runs/" + run)
                .jsonPath()
                .getString("state")
                .equals("FINISHED")) {
            assertThat(System.nanoTime()).as("the run ends within a minute").isLessThan(deadline);
            pause();
        }
        JsonPath list = operator()
                .queryParam("tenantId", tenant.id())
                .get("/admin/v1/invoices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return operator()
                .get("/admin/v1/invoices/" + list.getLong("data[0].id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String aSiteWithOneHost() {
        String region = "cn-" + unique();
        long site = id(operator()
                .body(Map.of("name", region, "region", region, "country", "CN", "timeZone", "Asia/Shanghai"))
                .post("/admin/v1/sites"));
        long rack = id(operator()
                .body(Map.of("siteId", site, "name", "R1", "heightU", 42, "maxWeightKg", 900, "maxPowerW", 8000))
                .post("/admin/v1/racks"));
        long type = operator()
                .queryParam("category", "SERVER")
                .get("/admin/v1/device-types")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("data[0].id");
        long device = id(operator()
                .body(Map.of("deviceTypeId", type, "serial", unique(), "name", "node-" + unique()))
                .post("/admin/v1/devices"));
        act(device, "rack", Map.of("rackId", rack, "face", "FRONT", "positionU", 10));
        act(device, "in-service", Map.of());
        act(
                device,
                "hypervisor",
                Map.of("vcpus", 16, "memoryMb", 65_536, "diskGb", 2_000, "overcommit", Map.of("vcpu", 4, "memory", 1)));
        operator()
                .body(Map.of("cidr", prefix(site), "siteId", site))
                .post("/admin/v1/prefixes")
                .then()
                .statusCode(200);
        return region;
    }

    private static void aPublishedPrice(String region, String hourly, String cap, Instant from) {
        long book = id(operator()
                .body(Map.of("name", "Story " + region, "currency", "CNY"))
                .post("/admin/v1/price-books"));
        operator()
                .body(Map.of(
                        "charge",
                        "instance:" + PLAN,
                        "region",
                        region,
                        "hourly",
                        hourly,
                        "monthlyCap",
                        cap,
                        "from",
                        from.toString()))
                .post("/admin/v1/price-books/" + book + "/entries")
                .then()
                .statusCode(200);
        operator()
                .body(Map.of())
                .post("/admin/v1/price-books/" + book + "/publish")
                .then()
                .statusCode(200);
    }

    private static void act(long device, String action, Map<String, ?> body) {
        operator()
                .body(body)
                .post("/admin/v1/devices/" + device + "/" + action)
                .then()
                .statusCode(200);
    }

    private static void await(TestTenant tenant, long machine, String status) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!tenant.call()
                .get("/v4/linode/instances/" + machine)
                .jsonPath()
                .getString("status")
                .equals(status)) {
            assertThat(System.nanoTime()).as("%s within a minute", status).isLessThan(deadline);
            pause();
        }
    }

    /** An account follows its tenant by a streaming policy. */
    private static void awaitAccount(TestTenant tenant) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (tenant.call().get("/portal/v1/billing/accrued").statusCode() != 200) {
            assertThat(System.nanoTime()).as("an account within a minute").isLessThan(deadline);
            pause();
        }
    }

    private static void awaitGone(TestTenant tenant, long machine) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (tenant.call().get("/v4/linode/instances/" + machine).statusCode() != 404) {
            assertThat(System.nanoTime()).as("gone within a minute").isLessThan(deadline);
            pause();
        }
    }

    private Instant firstOfNextMonth() {
        return YearMonth.from(clock.instant().atZone(SHANGHAI))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(SHANGHAI)
                .toInstant();
    }

    private static io.restassured.specification.RequestSpecification operator() {
        return TestTenants.asOperator();
    }

    private static long id(Response response) {
        return response.then().statusCode(200).extract().jsonPath().getLong("id");
    }

    private static BigDecimal amountOf(JsonPath json, String path) {
        return new BigDecimal(json.getString(path + ".amount"));
    }

    /** A prefix of the test's own: 100.64.0.0/10 has room for 16,384 networks of 256. */
    private static String prefix(long site) {
        return "100." + (64 + site / 256 % 64) + "." + site % 256 + ".0/24";
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).stream()
                .map(cell -> cell.replaceAll("^\"|\"$", ""))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 12);
    }
}
