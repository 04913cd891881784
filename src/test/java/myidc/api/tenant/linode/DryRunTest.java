package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are only tried, by {@code Prefer: dry-run}, and what is told of a machine beyond Linode. */
@QuarkusTest
class DryRunTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndASite() {
        tenant = TestTenants.open(TestPrices.CURRENCY, "UTC");
        site = SmallSite.of(1, 4);
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/billing/accrued").then().statusCode(200));
    }

    @Test
    void aMachineThatIsTriedIsPricedAndNotMade() {
        priced();
        long before = facts();

        tried().body(machine("web"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .header("Preference-Applied", "dry-run")
                .body("label", equalTo("web"))
                .body("status", equalTo("provisioning"))
                .body("myidc.dry_run", equalTo(true))
                .body("myidc.prices.charge", equalTo(List.of("instance:g6-nanode-1")))
                .body("myidc.prices[0].hourly", equalTo("0.5"))
                .body("myidc.prices[0].monthly", equalTo("300.00"))
                .body("myidc.prices[0].currency", equalTo(TestPrices.CURRENCY))
                .body("myidc.prices[0].this_month", not(equalTo("0.00")));

        assertThat(facts()).isEqualTo(before);
        tenant.call().get(INSTANCES).then().body("data", empty());
    }

    @Test
    void aTrialIsRefusedAsTheDeedWouldBe() {
        tried().body(Map.of("region", site.region(), "type", "g6-standard-6", "label", "large"))
                .post(INSTANCES)
                .then()
                .statusCode(400)
                .body(
                        "errors[0].reason",
                        equalTo(tenant.call()
                                .body(Map.of("region", site.region(), "type", "g6-standard-6", "label", "large"))
                                .post(INSTANCES)
                                .path("errors[0].reason")));
        tried().delete(INSTANCES + "/999999999").then().statusCode(404);
    }

    @Test
    void aTrialKeepsNoAnswerUnderItsKey() {
        String key = TestTenants.unique();
        tried().header("Idempotency-Key", key)
                .body(machine("web"))
                .post(INSTANCES)
                .then()
                .statusCode(200);

        tenant.call()
                .header("Idempotency-Key", key)
                .body(machine("web"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .body("myidc", nullValue());
        tenant.call().get(INSTANCES).then().body("data", hasSize(1));
    }

    @Test
    void aMachineThatIsTriedToBeDeletedStays() {
        int guest = made("web");

        tried().delete(INSTANCES + "/" + guest)
                .then()
                .statusCode(200)
                .header("Preference-Applied", "dry-run")
                .body("myidc.prices", empty());

        tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("offline"));
    }

    /** Preferences are kept without a fact, so nothing could take a change of them back. */
    @Test
    void whatCannotBeTakenBackIsRefusedAndNotDone() {
        tried().body(Map.of("theme", "dark"))
                .put("/v4/profile/preferences")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Prefer"));
        tenant.call().get("/v4/profile/preferences").then().body("theme", nullValue());
    }

    @Test
    void aMachineTellsItsCostAndNetworksWhenAsked() {
        priced();
        int guest = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "label",
                        "web",
                        "interfaces",
                        List.of(
                                Map.of("purpose", "public"),
                                Map.of("purpose", "vlan", "label", "cable", "ipam_address", "10.9.0.2/24"))))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("offline")));

        tenant.call()
                .get(INSTANCES + "/" + guest + "?include=cost_to_date,networks")
                .then()
                .statusCode(200)
                .body("myidc.cost_to_date.amount", equalTo("0.50"))
                .body("myidc.cost_to_date.currency", equalTo(TestPrices.CURRENCY))
                .body("myidc.networks.vlans[0].label", equalTo("cable"))
                .body("myidc.networks.vlans[0].ipam_address", equalTo("10.9.0.2/24"))
                .body("myidc.networks.vpcs", empty());
        tenant.call()
                .get(INSTANCES + "?include=networks")
                .then()
                .body("data[0].myidc.networks.vlans", hasSize(1))
                .body("data[0].myidc.cost_to_date", nullValue());
        tenant.call()
                .get(INSTANCES + "/" + guest + "?include=state")
                .then()
                .body("myidc.state.name", equalTo("offline"))
                .body("myidc.state.working", equalTo(false))
                .body("myidc.state.awaits_approval", equalTo(false))
                .body("myidc.cost_to_date", nullValue());
        tenant.call().get(INSTANCES + "/" + guest).then().body("myidc", nullValue());
        tenant.call()
                .get(INSTANCES + "?include=colour")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("include"));
    }

    private int made(String label) {
        int guest = tenant.call()
                .body(machine(label))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("offline")));
        return guest;
    }

    private Map<String, Object> machine(String label) {
        return Map.of("region", site.region(), "type", "g6-nanode-1", "label", label);
    }

    private RequestSpecification tried() {
        return tenant.call().header("Prefer", "dry-run");
    }

    private void priced() {
        TestPrices.publish(tenant, "instance:g6-nanode-1", "0.50", "300.00");
    }

    private long facts() {
        return sql.count(
                "select count(*) from domain_event where meta_data ->> 'who' ="
                        + " (select 'person-' || id from person_view where username = ?)"
                        + " and payload_type not like 'tenancy.%'",
                tenant.username());
    }
}
