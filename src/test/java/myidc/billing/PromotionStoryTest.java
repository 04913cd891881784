package myidc.billing;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code is made by staff, entered by tenants, and becomes credit once an account. */
@QuarkusTest
class PromotionStoryTest {
    @Inject
    MovableClock clock;

    @Test
    void aCodeBecomesCreditWithItsEndOnceAnAccount() {
        String code = code();
        int id = made(
                code, Map.of("amount", "25.00", "monthlyCap", "10.00", "creditDays", 90, "scope", List.of("instance")));
        TestTenant tenant = tenant();

        enter(tenant, code.toLowerCase(Locale.ROOT))
                .statusCode(200)
                .body("summary", equalTo("Welcome"))
                .body("service_type", equalTo("linode"))
                .body("credit_remaining", equalTo("25.00"))
                .body("credit_monthly_cap", equalTo("10.00"))
                .body("this_month_credit_remaining", equalTo("10.00"))
                .body("expire_dt", notNullValue());

        tenant.call()
                .get("/v4/account")
                .then()
                .body("active_promotions", hasSize(1))
                .body("active_promotions[0].credit_remaining", equalTo("25.00"));
        enter(tenant, code).statusCode(400).body("errors[0].field", equalTo("promo_code"));
        tenant.call().get("/v4/account").then().body("active_promotions", hasSize(1));
        asOperator()
                .get("/admin/v1/promotions/" + id + "/uses")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].tenantId", equalTo((int) tenant.id()));
        assertThat(facts(id)).containsExactly("billing.PromotionMade", "billing.PromotionRedeemed");
    }

    @Test
    void aCodeIsGoodForSoManyAccountsAndNoLongerThanItSays() {
        String code = code();
        int id = made(code, Map.of("amount", "5.00", "usesMax", 1));
        enter(tenant(), code).statusCode(200).body("expire_dt", nullValue());
        enter(tenant(), code).statusCode(400).body("errors[0].reason", containsString("as often as it may be"));
        state(id).body("state", equalTo("USED_UP")).body("uses", equalTo(1));

        String ended = code();
        int other = made(ended, Map.of("amount", "5.00"));
        asOperator().post("/admin/v1/promotions/" + other + "/end").then().statusCode(200);
        enter(tenant(), ended).statusCode(400).body("errors[0].reason", containsString("expired"));

        String brief = code();
        made(
                brief,
                Map.of(
                        "amount",
                        "5.00",
                        "until",
                        clock.instant().plusSeconds(3_600).toString()));
        String later = code();
        made(
                later,
                Map.of(
                        "amount",
                        "5.00",
                        "from",
                        clock.instant().plusSeconds(3_600).toString()));
        TestTenant tenant = tenant();
        enter(tenant, later).statusCode(400).body("errors[0].reason", containsString("not valid yet"));
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        enter(tenant, brief).statusCode(400).body("errors[0].reason", containsString("expired"));
        enter(tenant, later).statusCode(200);
        tenant.call().get("/v4/account").then().body("active_promotions", hasSize(1));
    }

    @Test
    void anAccountOfAnotherCurrencyIsRefused() {
        String code = code();
        made(code, Map.of("amount", "5.00"));
        TestTenant euro = TestTenants.open("EUR", "UTC");
        awaitAccount(euro);

        enter(euro, code).statusCode(400).body("errors[0].reason", containsString("billed in EUR"));

        euro.call().get("/v4/account").then().body("active_promotions", hasSize(0));
    }

    @Test
    void guessingIsStoppedAndARightCodeHasToWaitThenToo() {
        String code = code();
        made(code, Map.of("amount", "5.00"));
        TestTenant tenant = tenant();
        for (int guess = 0; guess < 10; guess++) {
            enter(tenant, "GUESS-" + guess)
                    .statusCode(400)
                    .body("errors[0].reason", equalTo("There is no such promotional code"));
        }

        enter(tenant, code).statusCode(429);

        tenant.call().get("/v4/account").then().body("active_promotions", hasSize(0));
        enter(tenant(), code).statusCode(200);
    }

    @Test
    void aLimitedUserWithoutTheAccountEntersNothing() {
        String code = code();
        int id = made(code, Map.of("amount", "5.00"));
        TestTenant tenant = tenant();
        String name = TestTenants.restrictedUser(tenant.id());

        TestTenants.as(TestTenants.token(tenant.id(), name, "*"))
                .body(Map.of("promo_code", code))
                .post("/v4/account/promo-codes")
                .then()
                .statusCode(403);

        state(id).body("uses", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "code, abc",
        "code, -ABCDEF",
        "amount, 0",
        "amount, 1.001",
        "currency, XX1",
        "monthlyCap, -1",
        "creditDays, 0",
        "usesMax, 10001",
        "until, 2020-01-01T00:00:00Z"
    })
    void aBadPromotionNamesTheField(String field, String value) {
        Map<String, Object> body = body(code(), Map.of("amount", "5.00"));
        body.put(field, value);

        asOperator()
                .body(body)
                .post("/admin/v1/promotions")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void aCodeIsMadeOnce() {
        String code = code();
        made(code, Map.of("amount", "5.00"));

        asOperator()
                .body(body(code, Map.of("amount", "6.00")))
                .post("/admin/v1/promotions")
                .then()
                .statusCode(409)
                .body("code", equalTo("billing.PROMOTION_CODE_TAKEN"));
    }

    private static TestTenant tenant() {
        TestTenant tenant = TestTenants.open();
        awaitAccount(tenant);
        return tenant;
    }

    private static void awaitAccount(TestTenant tenant) {
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/billing/accrued").then().statusCode(200));
    }

    private static String code() {
        return "P-" + TestTenants.unique().toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> body(String code, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("code", code, "name", "Welcome", "currency", "CNY"));
        body.putAll(more);
        return body;
    }

    private static int made(String code, Map<String, Object> more) {
        return asOperator()
                .body(body(code, more))
                .post("/admin/v1/promotions")
                .then()
                .statusCode(200)
                .body("code", equalTo(code))
                .extract()
                .path("id");
    }

    private static ValidatableResponse state(int id) {
        return asOperator().get("/admin/v1/promotions/" + id).then().statusCode(200);
    }

    private static ValidatableResponse enter(TestTenant tenant, String code) {
        return tenant.call()
                .body(Map.of("promo_code", code))
                .post("/v4/account/promo-codes")
                .then();
    }

    private List<String> facts(int id) {
        return asOperator()
                .get("/admin/v1/history/promotion-" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.event", String.class)
                .stream()
                .sorted()
                .toList();
    }
}
