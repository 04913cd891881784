package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** A machine asked for under another name of its region is shown by that name and charged as in the region itself. */
@QuarkusTest
class RegionAliasTest {
    private static final String REGION = "cn-aliased";
    private static final String ALIAS = "us-ord";

    @Inject
    Sql sql;

    @Test
    void theAliasIsShownAndTheRegionIsCharged() {
        SmallSite.of(REGION, 1, 8);
        TestTenant tenant = TestTenants.open();
        int aliased = create(tenant, ALIAS);
        int plain = create(tenant, REGION);

        tenant.call().get("/v4/linode/instances/" + aliased).then().body("region", equalTo(ALIAS));
        tenant.call().get("/v4/linode/instances/" + plain).then().body("region", equalTo(REGION));
        tenant.call()
                .header("X-Filter", "{\"region\":\"" + ALIAS + "\"}")
                .get("/v4/linode/instances")
                .then()
                .body("data", hasSize(1))
                .body("data[0].id", equalTo(aliased));
        Eventually.holds(() -> assertThat(sql.rows(
                        "select region from charging_span where tenant_id = ? and resource like 'instance-%' order by resource",
                        row -> row.getString(1), tenant.id()))
                .containsExactly(REGION, REGION));
    }

    private static int create(TestTenant tenant, String region) {
        return tenant.call()
                .body(Map.of("type", "g6-nanode-1", "region", region))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
