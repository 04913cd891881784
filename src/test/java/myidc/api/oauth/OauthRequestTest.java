package myidc.api.oauth;

import static io.restassured.RestAssured.given;
import static myidc.api.oauth.OauthFlowTest.asked;
import static myidc.api.oauth.OauthFlowTest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OauthRequestTest {
    @ParameterizedTest
    @CsvSource({
        "client_id, nobody",
        "redirect_uri, https://evil.example/callback",
        "redirect_uri, https://app.example/callback#fragment",
        "response_type, token",
        "code_challenge, short",
        "code_challenge_method, plain",
        "scope, everything:always"
    })
    void aWrongRequestIsNeverSentBack(String parameter, String value) {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = new HashMap<>(asked(client(tenant, true), "*"));
        asked.put(parameter, value);

        given().redirects()
                .follow(false)
                .queryParams(asked)
                .get("/oauth/authorize")
                .then()
                .statusCode(400)
                .header("Location", equalTo(null))
                .body(containsString("<code>" + parameter + "</code>"));
    }

    @Test
    void aPublicClientNeedsAChallenge() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> asked = new HashMap<>(asked(client(tenant, true), "*"));
        asked.remove("code_challenge");

        given().queryParams(asked).get("/oauth/authorize").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://app.example/cb, redirect_uri",
        "app.example, redirect_uri",
        "https://app.example/cb#x, redirect_uri",
        "javascript:alert(1), redirect_uri"
    })
    void aBadClientNamesTheField(String redirect, String field) {
        TestTenants.open()
                .call()
                .body(Map.of("label", "x", "redirect_uri", redirect))
                .post("/v4/account/oauth-clients")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void thePagesWordsAreCompleteInBothLanguages() throws IOException {
        assertThat(words("en").keySet()).isEqualTo(words("zh-CN").keySet());
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src/main/resources/words/oauth_" + language + ".properties"), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
