package myidc;

import java.util.Map;
import myidc.TestTenants.TestTenant;

/** Prices of one tenant's own, published through the operators' API: what other tests publish does not reach them. */
public final class TestPrices {
    /** One that no other test prices anything in for everybody. */
    public static final String CURRENCY = "CHF";

    private TestPrices() {}

    /** A price by the hour with a cap a month, in force since 2020. */
    public static void publish(TestTenant tenant, String charge, String hourly, String monthlyCap) {
        int book = TestTenants.asOperator()
                .body(Map.of("name", "Own " + TestTenants.unique(), "currency", CURRENCY))
                .post("/admin/v1/price-books")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String path = "/admin/v1/price-books/" + book;
        TestTenants.asOperator()
                .body(Map.of(
                        "charge", charge,
                        "tenantId", tenant.id(),
                        "hourly", hourly,
                        "monthlyCap", monthlyCap,
                        "from", "2020-01-01T00:00:00Z"))
                .post(path + "/entries")
                .then()
                .statusCode(200);
        TestTenants.asOperator().body(Map.of()).post(path + "/publish").then().statusCode(200);
    }
}
