package myidc.billing.reconcile;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static myidc.billing.OwnPrices.hourly;
import static myidc.billing.OwnPrices.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import myidc.Eventually;
import myidc.billing.BillingStory;
import myidc.billing.OwnPrices;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Drafts of prices over months that were used: what would have been, while nothing is billed. */
@QuarkusTest
class PriceReplayTest {
    private static final String CURRENCY = "HUF";
    private static final AtomicLong INSTANCES = new AtomicLong(920_000_000L);

    @Inject
    BillingStory story;

    @Inject
    OwnPrices prices;

    @Inject
    Sql sql;

    private long web;

    @Test
    void aDraftIsReplayedOverTheMonthOfOneTenantLineByLineAndBillsNothing() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(
                tenant,
                CURRENCY,
                own("instance:nano", hourly("0.02", "100"), "2026-05-01T00:00", "2026-05-16T00:00"),
                own("instance:extra", hourly("9", "9"), "2026-05-01T00:00", null));
        long before = facts(tenant);

        JsonPath done = finished(made("price-replays", asked(draft, tenant)));

        assertThat(done.getString("before.amount")).isEqualTo("7.44");
        assertThat(done.getString("after.amount")).isEqualTo("11.04");
        assertThat(done.getString("difference.amount")).isEqualTo("3.60");
        JsonPath lines = get("price-replays/" + done.getLong("id") + "/tenants/" + tenant.value())
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(lines.getList("lines.resource")).containsExactly("instance-" + web);
        assertThat(lines.getString("lines[0].difference.amount")).isEqualTo("3.60");
        assertThat(lines.getList("lines[0].formulaAfter")).hasSize(2);
        assertThat(facts(tenant)).as("nothing was billed").isEqualTo(before);
        assertThat(story.closed(tenant, "2026-05"))
                .as("the month is billed by the prices in force")
                .containsExactly("USAGE web-" + web + " instance:nano 744h 7.44");
    }

    @Test
    void pricesOfALaterDayAreTakenForTheWholeMonthWhenThatIsAsked() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(
                tenant,
                CURRENCY,
                own("instance:nano", hourly("5", "500"), "2027-01-01T00:00", "2027-02-01T00:00"),
                own("instance:nano", hourly("0.03", "100"), "2027-02-01T00:00", null));

        JsonPath asWritten = finished(made("price-replays", asked(draft, tenant)));
        Map<String, Object> throughout = new HashMap<>(asked(draft, tenant));
        throughout.put("pricesAt", "2027-03-01T00:00:00Z");
        JsonPath later = finished(made("price-replays", throughout));

        assertThat(asWritten.getString("difference.amount")).isEqualTo("0.00");
        assertThat(later.getString("after.amount")).isEqualTo("22.32");
    }

    @Test
    void whatHasNoPriceIsLeftOutAndNamed() {
        TenantId tenant = used();
        story.provisioned(tenant, INSTANCES.incrementAndGet(), "huge", "2026-05-10T00:00");
        PriceBookId draft =
                prices.drafted(tenant, CURRENCY, own("instance:nano", hourly("0.02", "100"), "2026-01-01T00:00", null));

        JsonPath done = finished(made("price-replays", asked(draft, tenant)));

        assertThat(done.getLong("failed")).isZero();
        JsonPath lines = get("price-replays/" + done.getLong("id") + "/tenants/" + tenant.value())
                .extract()
                .jsonPath();
        assertThat(lines.getList("unpriced")).hasSize(1);
        assertThat(lines.getString("unpriced[0]")).contains("instance:huge");
    }

    @Test
    void aReplayOfAllCountsEveryTenantThatPaysInTheCurrencyAndOrdersThemByDifference() {
        TenantId one = used();
        TenantId other = used();
        PriceBookId draft =
                prices.drafted(one, CURRENCY, own("instance:nano", hourly("0.02", "100"), "2026-01-01T00:00", null));

        JsonPath done = finished(made("price-replays", Map.of("priceBookId", draft.value(), "month", "2026-05")));

        JsonPath outcomes = get("price-replays/" + done.getLong("id") + "/tenants?pageSize=500")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(outcomes.getLong("data[0].tenantId")).isEqualTo(one.value());
        assertThat(outcomes.getString("data[0].difference.amount")).isEqualTo("7.44");
        assertThat(outcomes.getList("data.tenantId", Long.class)).contains(other.value());
        assertThat(done.getLong("total")).isEqualTo(outcomes.getLong("results"));
    }

    @Test
    void whatCannotBeReplayedIsRefusedAndNamesItsField() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(tenant, CURRENCY);
        Map<String, Object> sound = asked(draft, tenant);
        post("price-replays", sound).statusCode(409).body("code", equalTo("billing.PRICE_BOOK_EMPTY"));
        PriceBookId filled =
                prices.drafted(tenant, CURRENCY, own("instance:nano", hourly("1", "1"), "2026-01-01T00:00", null));
        post("price-replays", Map.of("month", "2026-05")).statusCode(400).body("field", equalTo("priceBookId"));
        post("price-replays", Map.of("priceBookId", filled.value(), "month", "May"))
                .statusCode(400)
                .body("field", equalTo("month"));
        post("price-replays", Map.of("priceBookId", filled.value(), "month", "2099-05"))
                .statusCode(409)
                .body("code", equalTo("billing.MONTH_NOT_OVER"));
        post("price-replays", Map.of("priceBookId", filled.value(), "month", "2026-05", "tenantId", 999_999_999))
                .statusCode(400)
                .body("code", equalTo("billing.TENANT_UNKNOWN"));
        post("price-replays", Map.of("priceBookId", 999_999_999, "month", "2026-05"))
                .statusCode(404);
        get("price-replays/999999999").statusCode(404).body("code", equalTo("billing.PRICE_REPLAY_NOT_FOUND"));
        PriceBookId published =
                prices.published(tenant, CURRENCY, own("instance:other", hourly("1", "1"), "2026-01-01T00:00", null));
        post("price-replays", asked(published, tenant))
                .statusCode(409)
                .body("code", equalTo("billing.PRICE_BOOK_PUBLISHED"));
    }

    private TenantId used() {
        TenantId tenant = story.tenantOpened("2026-05-01T00:00", CURRENCY);
        prices.published(tenant, CURRENCY, own("instance:nano", hourly("0.01", "100"), "2026-01-01T00:00", null));
        web = INSTANCES.incrementAndGet();
        story.provisioned(tenant, web, "nano", "2026-05-01T00:00");
        return tenant;
    }

    private static Map<String, Object> asked(PriceBookId draft, TenantId tenant) {
        return Map.of("priceBookId", draft.value(), "month", "2026-05", "tenantId", tenant.value());
    }

    private long facts(TenantId tenant) {
        return sql.count(
                "select count(*) from domain_event where aggregate_id = ?", new AccountId(tenant.value()).text());
    }

    private static JsonPath finished(long replay) {
        Eventually.holds(() -> get("price-replays/" + replay).statusCode(200).body("state", equalTo("FINISHED")));
        return get("price-replays/" + replay).extract().jsonPath();
    }
}
