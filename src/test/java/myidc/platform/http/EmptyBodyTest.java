package myidc.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/** Clients that call every request a form. */
@QuarkusTest
class EmptyBodyTest {
    @Test
    void aFormWithoutABodyIsNoForm() {
        SmallSite site = SmallSite.of(1, 8);
        TestTenant tenant = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String migrate = "/v4/linode/instances/" + guest + "/migrate";

        Eventually.holds(
                () -> form(tenant).post(migrate).then().body("errors[0].code", equalTo("compute.NOTHING_FITS")));
        form(tenant).formParam("type", "cold").post(migrate).then().statusCode(415);
    }

    private static RequestSpecification form(TestTenant tenant) {
        return given().auth().oauth2(tenant.token()).contentType("application/x-www-form-urlencoded");
    }
}
