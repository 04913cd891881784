package myidc.billing.reconcile;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static myidc.billing.OwnPrices.flat;
import static myidc.billing.OwnPrices.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import myidc.Eventually;
import myidc.billing.BillingStory;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.OwnPrices;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import myidc.shared.id.LeaseId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Drafts of prices over months that were used: what would have been, while nothing is billed. */
@QuarkusTest
class PriceReplayTest {
    private static final String CURRENCY = "HUF";

    @Inject
    BillingStory story;

    @Inject
    OwnPrices prices;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Sql sql;

    private LeaseId leased = new LeaseId(1);

    @Test
    void aDraftIsReplayedOverTheMonthOfOneTenantLineByLineAndBillsNothing() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(
                tenant,
                CURRENCY,
                own("space:u", flat("620"), "2026-05-01T00:00", "2026-05-16T00:00"),
                own("space:other", flat("9"), "2026-05-01T00:00", null));
        long before = facts(tenant);

        JsonPath done = finished(made("price-replays", asked(draft, tenant)));

        assertThat(done.getString("before.amount")).isEqualTo("310.00");
        assertThat(done.getString("after.amount")).isEqualTo("460.00");
        assertThat(done.getString("difference.amount")).isEqualTo("150.00");
        JsonPath lines = get("price-replays/" + done.getLong("id") + "/tenants/" + tenant.value())
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(lines.getList("lines.resource")).containsExactly(leased.text());
        assertThat(lines.getString("lines[0].difference.amount")).isEqualTo("150.00");
        assertThat(lines.getList("lines[0].formulaAfter")).hasSize(2);
        assertThat(facts(tenant)).as("nothing was billed").isEqualTo(before);
        assertThat(story.closed(tenant, "2026-05"))
                .as("the month is billed by the prices in force")
                .containsExactly("USAGE A12 space:u 0h 310.00");
    }

    @Test
    void pricesOfALaterDayAreTakenForTheWholeMonthWhenThatIsAsked() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(
                tenant,
                CURRENCY,
                own("space:u", flat("5000"), "2027-01-01T00:00", "2027-02-01T00:00"),
                own("space:u", flat("930"), "2027-02-01T00:00", null));

        JsonPath asWritten = finished(made("price-replays", asked(draft, tenant)));
        Map<String, Object> throughout = new HashMap<>(asked(draft, tenant));
        throughout.put("pricesAt", "2027-03-01T00:00:00Z");
        JsonPath later = finished(made("price-replays", throughout));

        assertThat(asWritten.getString("difference.amount")).isEqualTo("0.00");
        assertThat(later.getString("after.amount")).isEqualTo("930.00");
    }

    @Test
    void whatHasNoPriceIsLeftOutAndNamed() {
        TenantId tenant = used();
        lease(tenant, "space:cage");
        PriceBookId draft = prices.drafted(tenant, CURRENCY, own("space:u", flat("620"), "2026-01-01T00:00", null));

        JsonPath done = finished(made("price-replays", asked(draft, tenant)));

        assertThat(done.getLong("failed")).isZero();
        JsonPath lines = get("price-replays/" + done.getLong("id") + "/tenants/" + tenant.value())
                .extract()
                .jsonPath();
        assertThat(lines.getList("unpriced")).hasSize(1);
        assertThat(lines.getString("unpriced[0]")).contains("space:cage");
    }

    @Test
    void aReplayOfAllCountsEveryTenantThatPaysInTheCurrencyAndOrdersThemByDifference() {
        TenantId one = used();
        TenantId other = used();
        PriceBookId draft = prices.drafted(one, CURRENCY, own("space:u", flat("620"), "2026-01-01T00:00", null));

        JsonPath done = finished(made("price-replays", Map.of("priceBookId", draft.value(), "month", "2026-05")));

        JsonPath outcomes = get("price-replays/" + done.getLong("id") + "/tenants?pageSize=500")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(outcomes.getLong("data[0].tenantId")).isEqualTo(one.value());
        assertThat(outcomes.getString("data[0].difference.amount")).isEqualTo("310.00");
        assertThat(outcomes.getList("data.tenantId", Long.class)).contains(other.value());
        assertThat(done.getLong("total")).isEqualTo(outcomes.getLong("results"));
    }

    @Test
    void whatCannotBeReplayedIsRefusedAndNamesItsField() {
        TenantId tenant = used();
        PriceBookId draft = prices.drafted(tenant, CURRENCY);
        Map<String, Object> sound = asked(draft, tenant);
        post("price-replays", sound).statusCode(409).body("code", equalTo("billing.PRICE_BOOK_EMPTY"));
        PriceBookId filled = prices.drafted(tenant, CURRENCY, own("space:u", flat("1"), "2026-01-01T00:00", null));
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
                prices.published(tenant, CURRENCY, own("space:other", flat("1"), "2026-01-01T00:00", null));
        post("price-replays", asked(published, tenant))
                .statusCode(409)
                .body("code", equalTo("billing.PRICE_BOOK_PUBLISHED"));
    }

    private TenantId used() {
        TenantId tenant = story.tenantOpened("2026-05-01T00:00", CURRENCY);
        prices.published(tenant, CURRENCY, own("space:u", flat("310"), "2026-01-01T00:00", null));
        leased = lease(tenant, "space:u");
        return tenant;
    }

    private LeaseId lease(TenantId tenant, String charge) {
        LeaseId id = new LeaseId(sequences.next("lease"));
        commands.send(new BeginLease(
                id,
                tenant,
                new Leased(charge, "A12", BigDecimal.ONE, "U", null, null),
                BillingStory.at("2026-05-01T00:00")));
        return id;
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
