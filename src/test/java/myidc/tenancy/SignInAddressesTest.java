package myidc.tenancy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.junit.jupiter.api.Test;

/** A person signs in from the addresses they named alone; these tests come from this machine. */
@QuarkusTest
class SignInAddressesTest {
    private static final String PATH = "/portal/v1/sign-in-addresses";
    private static final List<String> HERE = List.of("127.0.0.0/8", "::1");
    private static final List<String> ELSEWHERE = List.of("203.0.113.0/24", "2001:db8::/32");

    @Inject
    Sql sql;

    @Test
    void addressesAndPrefixesOfBothKindsHoldWhatIsInThem() {
        assertThat(SignInAddresses.letIn(List.of(), "anything")).isTrue();
        assertThat(SignInAddresses.letIn(List.of("203.0.113.7"), "203.0.113.7")).isTrue();
        assertThat(SignInAddresses.letIn(List.of("203.0.113.7"), "203.0.113.8")).isFalse();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "203.0.113.255")).isTrue();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "203.0.114.0")).isFalse();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "2001:db8:ffff::1%eth0")).isTrue();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "2001:db9::")).isFalse();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "::ffff:203.0.113.9")).isTrue();
        assertThat(SignInAddresses.letIn(List.of("2001:db8::/29"), "2001:dbf::1"))
                .isTrue();
        assertThat(SignInAddresses.letIn(ELSEWHERE, "unknown")).isFalse();
    }

    @Test
    void whatIsNoPrefixIsRefusedByItsPlace() {
        assertThat(SignInAddresses.checked(List.of(" 203.0.113.7/32", "203.0.113.7", "2001:DB8::/32")))
                .containsExactly("203.0.113.7", "2001:db8:0:0:0:0:0:0/32");
        for (String wrong : List.of(
                "", "host.example", "203.0.113.7/24", "203.0.113.0/33", "0.0.0.0/0", "::/0", "1.2.3", "1.2.3.4/-1")) {
            assertThatThrownBy(() -> SignInAddresses.checked(List.of("203.0.113.7", wrong)))
                    .as(wrong)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("prefixes[1]");
        }
        assertThatThrownBy(() -> SignInAddresses.checked(Collections.nCopies(51, "203.0.113.7")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("50");
    }

    @Test
    void whoIsElsewhereIsRefusedAndListedAndTokensStayAsTheyAre() {
        TestTenant tenant = TestTenants.open();
        limit(tenant, HERE, false).statusCode(200).body("prefixes", not(empty()));
        tenant.call().get("/v4/profile").then().body("ip_whitelist_enabled", equalTo(true));
        signIn(tenant).statusCode(200);

        limit(tenant, ELSEWHERE, true).statusCode(200);

        signIn(tenant)
                .statusCode(401)
                .body("code", equalTo("tenancy.SIGN_IN_ELSEWHERE"))
                .header("Set-Cookie", nullValue());
        given().contentType("application/json")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .body(Map.of("username", tenant.username(), "password", tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(401);
        attempt(tenant.username(), "a wrong password").statusCode(401).body("code", equalTo("tenancy.SIGN_IN_REFUSED"));
        tenant.call()
                .get("/v4/profile/logins")
                .then()
                .statusCode(200)
                .body("data.refused_for", contains("password", "address", "address", null))
                .body("data.status", contains("failed", "failed", "failed", "successful"));
    }

    @Test
    void nobodyLocksThemselvesOutUnlessTheyMeanIt() {
        TestTenant tenant = TestTenants.open();

        limit(tenant, ELSEWHERE, false)
                .statusCode(409)
                .body(containsString("127.0.0.1"))
                .body(containsString("SIGN_IN_LOCKS_OUT"));

        tenant.call().get(PATH).then().statusCode(200).body("prefixes", empty()).body("address", equalTo("127.0.0.1"));
        signIn(tenant).statusCode(200);
    }

    @Test
    void aLimitIsTakenOffByThemselvesByTheWireOrByAnOperatorWhoIsTold() {
        TestTenant tenant = TestTenants.open();
        limit(tenant, ELSEWHERE, true).statusCode(200);
        tenant.call()
                .body(Map.of("ip_whitelist_enabled", false))
                .put("/v4/profile")
                .then()
                .statusCode(200)
                .body("ip_whitelist_enabled", equalTo(false));
        tenant.call()
                .body(Map.of("ip_whitelist_enabled", true))
                .put("/v4/profile")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("ip_whitelist_enabled"));
        limit(tenant, ELSEWHERE, true).statusCode(200);
        limit(tenant, List.of(), false).statusCode(200).body("prefixes", empty());
        limit(tenant, ELSEWHERE, true).statusCode(200);
        signIn(tenant).statusCode(401);
        TestTenants.asOperator()
                .post("/admin/v1/persons/" + personOf(tenant) + "/unlimit-sign-in")
                .then()
                .statusCode(200)
                .body("signInLimited", equalTo(false));

        signIn(tenant).statusCode(200);
        List<String> facts = sql.rows(
                "select payload_type || payload::text from domain_event where aggregate_id = ? order by sequence_number",
                row -> row.getString(1),
                "person-" + personOf(tenant));
        assertThat(facts)
                .filteredOn(fact -> fact.startsWith("tenancy.SignInUnlimited"))
                .hasSize(3);
        assertThat(facts).noneMatch(fact -> fact.contains("203.0.113"));
    }

    private long personOf(TestTenant tenant) {
        return sql.count("select id from person_view where username = ?", tenant.username());
    }

    private static ValidatableResponse limit(TestTenant tenant, List<String> prefixes, boolean confirmed) {
        return tenant.call()
                .body(Map.of("prefixes", prefixes, "confirmed", confirmed))
                .put(PATH)
                .then();
    }

    private static ValidatableResponse signIn(TestTenant tenant) {
        return attempt(tenant.username(), tenant.password());
    }

    private static ValidatableResponse attempt(String username, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/auth/session")
                .then();
    }
}
