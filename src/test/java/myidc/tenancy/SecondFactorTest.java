package myidc.tenancy;

import static io.restassured.RestAssured.given;
import static myidc.tenancy.Authenticator.decoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorTest {
    @Inject
    Sql sql;

    @Test
    void whoHasASecondFactorIsAskedForItAndTokensStayAsTheyAre() {
        TestTenant tenant = TestTenants.open();
        tenant.call().get("/v4/profile").then().body("two_factor_auth", equalTo(false));

        Device device = enabled(tenant);

        tenant.call().get("/v4/profile").then().statusCode(200).body("two_factor_auth", equalTo(true));
        tenant.call().get("/v4/account/users/" + tenant.username()).then().body("tfa_enabled", equalTo(true));
        signIn(tenant, null)
                .statusCode(401)
                .body("code", equalTo("tenancy.SECOND_FACTOR_NEEDED"))
                .header("Set-Cookie", nullValue());
        signIn(tenant, device.next()).statusCode(200).body("person.secondFactor", equalTo(true));
        assertThat(logins(tenant))
                .as("a code that was not sent yet is no failure")
                .hasSize(1);
    }

    @Test
    void aCodeIsGoodOnce() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);
        signIn(tenant, device.first()).statusCode(401).body("code", equalTo("tenancy.SECOND_FACTOR_REFUSED"));

        signIn(tenant, device.next()).statusCode(200);

        signIn(tenant, device.next()).statusCode(401);
    }

    @Test
    void aScratchCodeIsGoodOnceInAnyCaseAndGrouping() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);
        assertThat(device.scratch()).matches("[0-9a-f]{5}(-[0-9a-f]{5}){3}");

        signIn(tenant, device.scratch().toUpperCase(Locale.ROOT).replace('-', ' '))
                .statusCode(200);

        signIn(tenant, device.scratch()).statusCode(401);
        signIn(tenant, device.next()).statusCode(200);
        assertThat(facts(tenant))
                .filteredOn(fact -> fact.startsWith("tenancy.ScratchCodeUsed"))
                .hasSize(1);
    }

    @Test
    void wrongCodesAreListedAndLimitedAsPasswordsAre() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);
        for (int guess = 0; guess < 10; guess++) {
            signIn(tenant, "guess " + guess).statusCode(401);
        }

        signIn(tenant, device.next()).statusCode(429).body("code", equalTo("tenancy.TOO_MANY_ATTEMPTS"));
        assertThat(logins(tenant)).hasSize(10).containsOnly("second_factor");
    }

    @Test
    void aWrongPasswordIsRefusedAsWithoutASecondFactor() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);

        attempt(tenant.username(), "wrong", device.next())
                .statusCode(401)
                .body("code", equalTo("tenancy.SIGN_IN_REFUSED"));

        assertThat(logins(tenant)).containsExactly("password");
        signIn(tenant, device.next()).statusCode(200);
    }

    @Test
    void aSecretIsConfirmedByACodeOfItWhileItWaits() {
        TestTenant tenant = TestTenants.open();
        confirm(tenant.call(), "123456").statusCode(400).body("errors[0].reason", containsString("day"));
        tenant.call()
                .post("/v4/profile/tfa-enable")
                .then()
                .statusCode(200)
                .body("secret", matchesPattern("[A-Z2-7]{32}"))
                .body("expiry", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        tenant.call()
                .body(Map.of())
                .post("/v4/profile/tfa-enable-confirm")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("tfa_code"));
        confirm(tenant.call(), "no code").statusCode(400).body("errors[0].field", equalTo("tfa_code"));
        tenant.call().get("/v4/profile").then().body("two_factor_auth", equalTo(false));
        signIn(tenant, null).statusCode(200);

        byte[] secret = decoded(offered(tenant.call()));
        sql.change("update second_factor set offered_until = '2001-01-01' where person_id = ?", personOf(tenant));
        confirm(tenant.call(), Totp.code(secret, step()))
                .statusCode(400)
                .body("errors[0].reason", containsString("day"));
    }

    @Test
    void anotherDeviceTakesThePlaceOfTheFirst() {
        TestTenant tenant = TestTenants.open();
        Device first = enabled(tenant);

        Device second = enabled(tenant);

        signIn(tenant, first.next()).statusCode(401);
        signIn(tenant, first.scratch()).statusCode(401);
        signIn(tenant, second.next()).statusCode(200);
        assertThat(facts(tenant)).anyMatch(fact -> fact.startsWith("tenancy.SecondFactorRenewed"));
    }

    @Test
    void switchedOffThePasswordAloneWillDo() {
        TestTenant tenant = TestTenants.open();
        enabled(tenant);

        tenant.call().post("/v4/profile/tfa-disable").then().statusCode(200);
        tenant.call().post("/v4/profile/tfa-disable").then().statusCode(200);

        signIn(tenant, null).statusCode(200).body("person.secondFactor", equalTo(false));
        assertThat(facts(tenant))
                .filteredOn(fact -> fact.startsWith("tenancy.SecondFactorDisabled"))
                .hasSize(1);
        assertThat(sql.count("select count(*) from second_factor where person_id = ?", personOf(tenant)))
                .isZero();
    }

    @Test
    void anUnrestrictedUserHelpsOneWhoLostTheDevice() {
        TestTenant tenant = TestTenants.open();
        String other = TestTenants.restrictedUser(tenant.id());
        RequestSpecification limited = TestTenants.as(TestTenants.token(tenant.id(), other, "*"));
        enabled(limited);
        attempt(other, other + " password", null).statusCode(401);
        limited.post("/v4/account/users/" + tenant.username() + "/tfa-disable")
                .then()
                .statusCode(403);
        TestTenants.open()
                .call()
                .post("/v4/account/users/" + other + "/tfa-disable")
                .then()
                .statusCode(404);

        tenant.call().post("/v4/account/users/" + other + "/tfa-disable").then().statusCode(200);

        attempt(other, other + " password", null).statusCode(200);
        assertThat(factsOf(personOf(other)))
                .filteredOn(fact -> fact.startsWith("tenancy.SecondFactorDisabled"))
                .singleElement()
                .asString()
                .contains("\"by\": " + personOf(tenant), "\"who\": \"person-" + personOf(tenant));
    }

    @Test
    void staffHaveASecondFactorAndAnOperatorHelps() {
        String name = "auditor-" + TestTenants.unique();
        int id = TestTenants.asOperator()
                .body(Map.of("username", name, "role", "AUDITOR", "password", "a fine password"))
                .post("/admin/v1/persons")
                .then()
                .statusCode(200)
                .body("secondFactor", equalTo(false))
                .extract()
                .path("id");
        String session = attempt(name, "a fine password", null).extract().cookie("myidc_session");
        byte[] secret = decoded(bySession(session)
                .post("/admin/v1/own-second-factor")
                .then()
                .statusCode(200)
                .extract()
                .path("secret"));
        bySession(session)
                .body(Map.of("code", "12"))
                .post("/admin/v1/own-second-factor/confirm")
                .then()
                .statusCode(400)
                .body("field", equalTo("code"))
                .body("code", equalTo("tenancy.SECOND_FACTOR_WRONG"));
        long step = step();
        bySession(session)
                .body(Map.of("code", Totp.code(secret, step)))
                .post("/admin/v1/own-second-factor/confirm")
                .then()
                .statusCode(200)
                .body("$", hasKey("scratch"));

        attempt(name, "a fine password", null).statusCode(401);
        attempt(name, "a fine password", Totp.code(secret, step + 1)).statusCode(200);
        TestTenants.asOperator()
                .post("/admin/v1/persons/" + id + "/disable-second-factor")
                .then()
                .statusCode(200)
                .body("secondFactor", equalTo(false));
        attempt(name, "a fine password", null).statusCode(200);
        bySession(session)
                .get("/admin/v1/own-sign-ins")
                .then()
                .body("data.outcome", contains("LET_IN", "LET_IN", "LET_IN"))
                .body("data.withCode", contains(false, true, false));
        bySession(session).delete("/admin/v1/own-second-factor").then().statusCode(200);
    }

    @Test
    void noSecretIsInTheBookOrInClear() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);
        signIn(tenant, device.scratch()).statusCode(200);
        String hex = HexFormat.of().formatHex(decoded(device.secret()));
        String base32 = device.secret();
        String scratch = device.scratch().replace("-", "");

        List<String> kept = sql.rows(
                "select t::text from second_factor t where person_id = ?", row -> row.getString(1), personOf(tenant));

        assertThat(kept).hasSize(1).noneMatch(row -> row.contains(hex) || row.contains(base32));
        assertThat(facts(tenant))
                .isNotEmpty()
                .noneMatch(fact -> fact.contains(hex) || fact.contains(base32) || fact.contains(scratch));
        TestTenants.asOperator()
                .post("/admin/v1/persons/" + personOf(tenant) + "/erase")
                .then()
                .statusCode(200);
        assertThat(sql.count("select count(*) from second_factor where person_id = ?", personOf(tenant)))
                .isZero();
    }

    @Test
    void thePageOfConsentAsksForTheCodeOfWhoHasOne() {
        TestTenant tenant = TestTenants.open();
        Device device = enabled(tenant);
        String client = tenant.call()
                .body(Map.of("label", "An app", "redirect_uri", "https://app.example/callback"))
                .post("/v4/account/oauth-clients")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Map<String, String> form = new HashMap<>(Map.of(
                "client_id",
                client,
                "response_type",
                "code",
                "redirect_uri",
                "https://app.example/callback",
                "deed",
                "sign-in",
                "username",
                tenant.username(),
                "password",
                tenant.password()));

        consent(form).statusCode(401).body(containsString("name=\"code\""));
        form.put("code", "123");
        consent(form).statusCode(401).body(containsString("wrong or was used"));
        form.put("code", device.next());
        consent(form).statusCode(200).body(containsString("Allow"));
    }

    private static ValidatableResponse consent(Map<String, String> form) {
        return given().header("Accept-Language", "en")
                .formParams(form)
                .post("/oauth/authorize")
                .then();
    }

    private static RequestSpecification bySession(String session) {
        return given().cookie("myidc_session", session)
                .header("X-Requested-With", "myidc")
                .contentType("application/json");
    }

    private ValidatableResponse signIn(TestTenant tenant, String code) {
        return attempt(tenant.username(), tenant.password(), code);
    }

    private static ValidatableResponse attempt(String username, String password, String code) {
        Map<String, String> body = new HashMap<>(Map.of("username", username, "password", password));
        if (code != null) {
            body.put("code", code);
        }
        return given().contentType("application/json")
                .body(body)
                .post("/auth/session")
                .then();
    }

    private Device enabled(TestTenant tenant) {
        return enabled(tenant.call());
    }

    private Device enabled(RequestSpecification call) {
        String secret = offered(call);
        long step = step();
        String scratch = confirm(call, Totp.code(decoded(secret), step))
                .statusCode(200)
                .extract()
                .path("scratch");
        return new Device(secret, step, scratch);
    }

    private static String offered(RequestSpecification call) {
        return call.post("/v4/profile/tfa-enable")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    private static ValidatableResponse confirm(RequestSpecification call, String code) {
        return call.body(Map.of("tfa_code", code))
                .post("/v4/profile/tfa-enable-confirm")
                .then();
    }

    private List<String> logins(TestTenant tenant) {
        return tenant.call()
                .get("/v4/profile/logins")
                .then()
                .statusCode(200)
                .extract()
                .path("data.refused_for");
    }

    private List<String> facts(TestTenant tenant) {
        return factsOf(personOf(tenant));
    }

    private List<String> factsOf(long person) {
        return sql.rows(
                "select payload_type || payload::text || meta_data::text from domain_event where aggregate_id = ?",
                row -> row.getString(1),
                "person-" + person);
    }

    private long personOf(TestTenant tenant) {
        return personOf(tenant.username());
    }

    private long personOf(String username) {
        return sql.count("select id from person_view where username = ?", username);
    }

    private long step() {
        return sql.count("select floor(extract(epoch from now()))::bigint") / Totp.STEP_SECONDS;
    }

    /** What an authenticator and its owner know; the code of {@code step} confirmed the secret. */
    private record Device(String secret, long step, String scratch) {
        String first() {
            return Totp.code(decoded(secret), step);
        }

        String next() {
            return Totp.code(decoded(secret), step + 1);
        }
    }
}
