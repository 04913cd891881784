package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.admin.AdminApi;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A region that stands after more others than a page of sites holds is one like any other. */
@QuarkusTest
class ManyRegionsTest {
    /** Far from any number that the sequences give out. */
    private static final long OTHERS_FROM = 900_000_000_000L;

    @Inject
    Sql sql;

    private TestTenant tenant;
    private long site;
    private String region;

    @BeforeEach
    void theLastOfMany() {
        tenant = TestTenants.open();
        region = "cn-" + AdminApi.unique();
        site = AdminApi.made(
                "sites",
                Map.of(
                        "name",
                        "zzzz-" + AdminApi.unique(),
                        "region",
                        region,
                        "country",
                        "CN",
                        "timeZone",
                        "Asia/Shanghai"));
        sql.change(
                "insert into site_view (id, version, name, region, country, time_zone, opened_at)"
                        + " select ? + number, 0, '0000-' || number, 'other-' || number, 'CN', 'Asia/Shanghai', now()"
                        + " from generate_series(1, ?) as number",
                OTHERS_FROM,
                Page.SIZE_MAX);
    }

    @AfterEach
    void withoutTheOthers() {
        sql.change("delete from site_view where id > ?", OTHERS_FROM);
    }

    @Test
    void aPrivateNetworkIsMadeThere() {
        tenant.call()
                .body(Map.of("label", "far", "region", region))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .body("region", equalTo(region));
    }

    @Test
    void itsVlansAreListedAndGivenBack() {
        long group = AdminApi.made("vlan-groups", Map.of("name", "tenants-site-" + site, "siteId", site));
        AdminApi.post("vlan-groups/" + group + "/vlans", Map.of("name", "far", "tenantId", tenant.id()))
                .statusCode(200);

        tenant.call().get("/v4/networking/vlans").then().body("data.region", contains(region));
        tenant.call().delete("/v4/networking/vlans/" + region + "/far").then().statusCode(200);
        tenant.call().get("/v4/networking/vlans").then().body("results", equalTo(0));
    }

    @Test
    void itsServicesAreTold() {
        tenant.call()
                .get("/v4/account/availability/" + region)
                .then()
                .statusCode(200)
                .body("available", hasItem("VPCs"));
        tenant.call()
                .header("X-Filter", "{\"region\":\"" + region + "\"}")
                .get("/v4/account/availability")
                .then()
                .body("data.region", contains(region));
    }
}
