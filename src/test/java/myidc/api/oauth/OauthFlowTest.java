package myidc.api.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OauthFlowTest {
    private static final String REDIRECT = "https://app.example/callback";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-long";
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([0-9a-f]{64})\"");

    @Inject
    Sql sql;

    @Test
    void aPersonConsentsAndTheClientActsWithinTheScopes() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "account:read_only");
        Response page = given().queryParams(asked).get("/oauth/authorize");
        page.then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .body(containsString("Username"));

        Response tokens = exchange(asked, code(consent(tenant, asked)));
        tokens.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("bearer"))
                .body("scopes", equalTo("account:read_only"))
                .body("expires_in", equalTo(7200));

        String access = tokens.path("access_token");
        TestTenants.as(access)
                .get("/v4/profile")
                .then()
                .statusCode(200)
                .header("X-OAuth-Scopes", "account:read_only")
                .body("username", equalTo(tenant.username()));
        TestTenants.as(access)
                .body(Map.of("city", "x"))
                .put("/v4/account")
                .then()
                .statusCode(401);
        tenant.call().get("/v4/profile/tokens").then().body("results", equalTo(1));
        int app = tenant.call()
                .get("/v4/profile/apps")
                .then()
                .body("data[0].label", equalTo("An app <b>"))
                .extract()
                .path("data[0].id");
        tenant.call().get("/v4/profile/apps/" + app).then().body("label", equalTo("An app <b>"));
        tenant.call().delete("/v4/profile/apps/" + app).then().statusCode(200);
        TestTenants.as(access).get("/v4/profile").then().statusCode(401);
    }

    @Test
    void thePageIsInTheReadersLanguageAndEscapesWhatItShows() {
        TestTenant tenant = TestTenants.open();

        given().queryParams(asked(client(tenant, true), "*"))
                .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                .get("/oauth/authorize")
                .then()
                .body(containsString("lang=\"zh-CN\""))
                .body(containsString("用户名"))
                .body(containsString("An app &lt;b&gt;"))
                .body(not(containsString("An app <b>")));
    }

    @Test
    void aCodeIsGoodOnceAndOnlyWithItsVerifier() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");
        String spoilt = code(consent(tenant, asked));
        token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        asked.get("client_id"),
                        "code",
                        spoilt,
                        "code_verifier",
                        "another-verifier-of-at-least-forty-three-characters"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        exchange(asked, spoilt).then().statusCode(400);

        String code = code(consent(tenant, asked));
        exchange(asked, code).then().statusCode(200);
        exchange(asked, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndEndsTheOldAccess() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");
        Response first = exchange(asked, code(consent(tenant, asked)));
        Map<String, String> refresh = Map.of(
                "grant_type", "refresh_token",
                "client_id", asked.get("client_id"),
                "refresh_token", first.path("refresh_token"));

        Response second = given().multiPart("grant_type", "refresh_token")
                .multiPart("client_id", asked.get("client_id"))
                .multiPart("refresh_token", first.<String>path("refresh_token"))
                .post("/oauth/token");

        second.then().statusCode(200).body("scopes", equalTo("*"));
        TestTenants.as(first.path("access_token")).get("/v4/profile").then().statusCode(401);
        TestTenants.as(second.path("access_token")).get("/v4/profile").then().statusCode(200);
        token(refresh).then().statusCode(400).body("error", equalTo("invalid_grant"));

        String revoked = second.path("access_token");
        given().formParam("client_id", asked.get("client_id"))
                .formParam("token", revoked)
                .post("/oauth/revoke")
                .then()
                .statusCode(200);
        TestTenants.as(revoked).get("/v4/profile").then().statusCode(401);
    }

    @Test
    void aClientWithASecretProvesItself() {
        TestTenant tenant = TestTenants.open();
        Response registered = register(tenant, false);
        String secret = registered.path("secret");
        Map<String, String> asked = asked(registered.path("id"), "*");
        assertThat(secret).hasSize(64);
        tenant.call()
                .get("/v4/account/oauth-clients/" + registered.path("id"))
                .then()
                .body("secret", equalTo("<REDACTED>"));

        exchange(asked, code(consent(tenant, asked))).then().statusCode(401).body("error", equalTo("invalid_client"));
        given().auth()
                .preemptive()
                .basic(registered.path("id"), secret)
                .formParams(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code(consent(tenant, asked)),
                        "redirect_uri",
                        asked.get("redirect_uri"),
                        "code_verifier",
                        VERIFIER))
                .post("/oauth/token")
                .then()
                .statusCode(200);
        String fresh = tenant.call()
                .post("/v4/account/oauth-clients/" + registered.path("id") + "/reset-secret")
                .path("secret");
        assertThat(fresh).hasSize(64).isNotEqualTo(secret);
    }

    @Test
    void aPersonMayDeny() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");
        Signed signed = signIn(tenant, asked);

        String location = decide(asked, signed, "deny").getHeader("Location");

        assertThat(location)
                .startsWith(REDIRECT)
                .contains("error=access_denied")
                .contains("state=a+state%26");
    }

    @Test
    void aFormOfAnotherPageIsWorthNothing() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");
        Signed signed = signIn(tenant, asked);

        Response forged = decide(asked, new Signed(signed.session(), "0".repeat(64)), "allow");
        Response withoutSession = given().redirects()
                .follow(false)
                .formParams(asked)
                .formParam("deed", "allow")
                .formParam("proof", signed.proof())
                .post("/oauth/authorize");

        forged.then().statusCode(200).header("Location", equalTo(null));
        withoutSession.then().statusCode(200).header("Location", equalTo(null)).body(containsString("Username"));
        assertThat(sql.count(
                        "select count(*) from oauth_code c join oauth_client_view v on v.id = c.client_id"
                                + " where v.key = ?",
                        asked.get("client_id")))
                .isZero();
    }

    @Test
    void aWrongPasswordIsSaidOnThePage() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");

        given().formParams(asked)
                .formParams(Map.of("deed", "sign-in", "username", tenant.username(), "password", "wrong"))
                .post("/oauth/authorize")
                .then()
                .statusCode(401)
                .body(containsString("Username or password is wrong."));
    }

    @Test
    void aRemovedClientTakesItsTokensAlong() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = asked(client(tenant, true), "*");
        String access = exchange(asked, code(consent(tenant, asked))).path("access_token");
        TestTenants.open()
                .call()
                .delete("/v4/account/oauth-clients/" + asked.get("client_id"))
                .then()
                .statusCode(404);

        tenant.call()
                .delete("/v4/account/oauth-clients/" + asked.get("client_id"))
                .then()
                .statusCode(200);

        TestTenants.as(access).get("/v4/profile").then().statusCode(401);
    }

    @Test
    void signingOutEndsTheSession() {
        TestTenant tenant = TestTenants.open();
        Signed signed = signIn(tenant, asked(client(tenant, true), "*"));
        given().cookie("myidc_session", signed.session())
                .get("/logout")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"));

        given().cookie("myidc_session", signed.session())
                .get("/auth/session")
                .then()
                .statusCode(401);
    }

    private record Signed(String session, String proof) {}

    static String client(TestTenant tenant, boolean open) {
        return register(tenant, open).path("id");
    }

    private static Response register(TestTenant tenant, boolean open) {
        return tenant.call()
                .body(Map.of("label", "An app <b>", "redirect_uri", REDIRECT, "public", open))
                .post("/v4/account/oauth-clients");
    }

    static Map<String, String> asked(String client, String scope) {
        return Map.of(
                "client_id",
                client,
                "response_type",
                "code",
                "redirect_uri",
                REDIRECT + "?from=here",
                "scope",
                scope,
                "state",
                "a state&",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256");
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signed signIn(TestTenant tenant, Map<String, String> asked) {
        Response page = given().formParams(asked)
                .formParams(Map.of("deed", "sign-in", "username", tenant.username(), "password", tenant.password()))
                .post("/oauth/authorize");
        Matcher proof = PROOF.matcher(page.then().statusCode(200).extract().asString());
        assertThat(proof.find()).isTrue();
        return new Signed(page.getCookie("myidc_session"), proof.group(1));
    }

    private static Response decide(Map<String, String> asked, Signed signed, String deed) {
        return given().redirects()
                .follow(false)
                .cookie("myidc_session", signed.session())
                .formParams(asked)
                .formParam("deed", deed)
                .formParam("proof", signed.proof())
                .post("/oauth/authorize");
    }

    private static String consent(TestTenant tenant, Map<String, String> asked) {
        return decide(asked, signIn(tenant, asked), "allow")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String code(String location) {
        assertThat(location).startsWith(REDIRECT + "?from=here&");
        Matcher code = Pattern.compile("[?&]code=([0-9a-f]{64})")
                .matcher(URI.create(location).toString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static Response exchange(Map<String, String> asked, String code) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                asked.get("client_id"),
                "code",
                code,
                "redirect_uri",
                asked.get("redirect_uri"),
                "code_verifier",
                VERIFIER));
    }

    private static Response token(Map<String, String> form) {
        return given().formParams(form).post("/oauth/token");
    }
}
