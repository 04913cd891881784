package myidc;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import myidc.driver.simulated.SimulatedPayments;

/** Makes tenants with a user and a token through the operators' API, as an operator would. */
public final class TestTenants {
    /** Bearer token of the tests' operator. */
    public static final String OPERATOR = "operator-token-of-tests";

    private TestTenants() {}

    /** A tenant billed in CNY by the days of Shanghai, its unrestricted user, and a token good for everything. */
    public static TestTenant open() {
        return open("CNY", "Asia/Shanghai");
    }

    public static TestTenant open(String currency, String timeZone) {
        String username = "user-" + unique();
        String password = "a Password of " + username;
        Map<String, Object> body = new HashMap<>(Map.of(
                "name", "Tenant " + unique(),
                "currency", currency,
                "timeZone", timeZone,
                "email", username + "@example.com",
                "username", username,
                "password", password));
        int id = asOperator()
                .body(body)
                .post("/admin/v1/tenants")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return new TestTenant(id, username, password, token(id, username, "*"));
    }

    /** A token for one of the tenant's users, good for {@code scopes}. */
    public static String token(long tenantId, String username, String scopes) {
        return asOperator()
                .body(Map.of("username", username, "label", "tests", "scopes", scopes))
                .post("/admin/v1/tenants/" + tenantId + "/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    /** Adds a user who has only what grants give; answers the username, which is also the beginning of the password. */
    public static String restrictedUser(long tenantId) {
        String username = "limited-" + unique();
        asOperator()
                .body(Map.of("username", username, "password", username + " password", "restricted", true))
                .post("/admin/v1/tenants/" + tenantId + "/users")
                .then()
                .statusCode(200);
        return username;
    }

    /** A request with JSON in the operator's name. */
    public static RequestSpecification asOperator() {
        return as(OPERATOR);
    }

    /** A request with JSON in the name of whom the token stands for. */
    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    /** Twelve characters that no other test has. */
    public static String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** A tenant, its first user, and a token of that user good for everything. */
    public record TestTenant(long id, String username, String password, String token) {
        public RequestSpecification call() {
            return as(token);
        }

        /** The number of a card that the simulated provider of payments keeps for the tenant. */
        public String paymentMethod() {
            String card = "CARD|visa|4242|12/2199|" + unique();
            return call().body(Map.of(
                            "type",
                            "payment_method_nonce",
                            "is_default",
                            false,
                            "data",
                            Map.of("nonce", card + "|" + SimulatedPayments.sign("secret of tests", card))))
                    .post("/v4/account/payment-methods")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getString("id");
        }

        /** The number of a group of users that the user makes. */
        public String userGroup() {
            return call().body(Map.of("label", "wall"))
                    .post("/portal/v1/user-groups")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getString("id");
        }

        /** The number of a support ticket that the user opens. */
        public String ticket() {
            return call().body(Map.of("summary", "wall", "description", "Which wall?"))
                    .post("/v4/support/tickets")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getString("id");
        }
    }
}
