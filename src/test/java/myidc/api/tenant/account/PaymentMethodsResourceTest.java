package myidc.api.tenant.account;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cards that the payment provider keeps for an account. */
@QuarkusTest
class PaymentMethodsResourceTest {
    private static final String METHODS = "/v4/account/payment-methods";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void aCardIsKeptByWhatItsOwnerKnowsItBy() {
        int first = Integer.parseInt(tenant.paymentMethod());
        tenant.call()
                .get(METHODS + "/" + first)
                .then()
                .statusCode(200)
                .body("type", equalTo("credit_card"))
                .body("is_default", equalTo(true))
                .body("data.card_type", equalTo("visa"))
                .body("data.last_four", equalTo("4242"))
                .body("data.expiry", equalTo("12/2199"));
        int second = Integer.parseInt(tenant.paymentMethod());
        tenant.call()
                .get(METHODS)
                .then()
                .body("data.id", contains(first, second))
                .body("data.is_default", contains(true, false));

        tenant.call().delete(METHODS + "/" + first).then().statusCode(400);
        tenant.call().post(METHODS + "/" + second + "/make-default").then().statusCode(200);
        tenant.call().get(METHODS).then().body("data.is_default", contains(false, true));
        tenant.call().delete(METHODS + "/" + first).then().statusCode(200);
        tenant.call().get(METHODS + "/" + first).then().statusCode(404);
        tenant.call().delete(METHODS + "/" + second).then().statusCode(200);
        tenant.call().get(METHODS).then().body("data", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "credit_card,{\"card_number\":\"4111111111111111\"},data.card_number",
        "payment_method_nonce,{\"card_number\":\"4111111111111111\"},data.card_number",
        "paypal,{\"nonce\":\"x\"},type",
        "payment_method_nonce,{},data.nonce",
        "payment_method_nonce,{\"nonce\":\"CARD|visa|4242|12/2199|1|forged\"},data.nonce",
    })
    void whatIsNoTokenOfTheProvidersIsRefusedAndNoNumberIsRepeated(String type, String data, String field) {
        tenant.call()
                .body("{\"type\":\"" + type + "\",\"is_default\":true,\"data\":" + data + "}")
                .post(METHODS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", not(containsString("4111")));
        tenant.call().get(METHODS).then().body("data", empty());
    }

    @Test
    void whoMayOnlyReadTheAccountKeepsNoCard() {
        String limited = TestTenants.restrictedUser(tenant.id());
        String token = TestTenants.token(tenant.id(), limited, "*");
        TestTenants.as(token).get(METHODS).then().statusCode(403);
        tenant.call()
                .body(Map.of("global", Map.of("account_access", "read_only")))
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);
        String method = tenant.paymentMethod();

        TestTenants.as(token).get(METHODS).then().statusCode(200);
        TestTenants.as(token).delete(METHODS + "/" + method).then().statusCode(403);
        TestTenants.as(token)
                .post(METHODS + "/" + method + "/make-default")
                .then()
                .statusCode(403);
    }

    @Test
    void theProvidersPageOffersTheDefaultFirst() {
        tenant.paymentMethod();
        Eventually.holds(() -> tenant.call()
                .body(Map.of("amount", "5.00"))
                .post("/portal/v1/money/payments")
                .then()
                .statusCode(200)
                .body("url", containsString("&method=")));
    }
}
