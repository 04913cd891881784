package myidc.api.tenant.linode;

import static java.util.concurrent.TimeUnit.SECONDS;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LinodeInstancesResourceTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(2, 4);
        tenant = TestTenants.open();
    }

    @Test
    void aCreatedMachineComesUpAndGoes() {
        int id = create(Map.of("label", "web-1", "tags", List.of("shop")))
                .statusCode(200)
                .body("status", equalTo("provisioning"))
                .body("label", equalTo("web-1"))
                .body("tags", equalTo(List.of("shop")))
                .body("ipv4", hasSize(1))
                .body("created", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"))
                .body("specs.vcpus", equalTo(1))
                .extract()
                .path("id");
        awaitStatus(id, "running");

        act(id, "reboot").statusCode(200);
        awaitStatus(id, "running");
        act(id, "shutdown").statusCode(200);
        awaitStatus(id, "offline");
        act(id, "reboot").statusCode(400).body("errors[0].code", equalTo("compute.INSTANCE_STATE"));
        act(id, "boot").statusCode(200);
        awaitStatus(id, "running");
        tenant.call().delete(INSTANCES + "/" + id).then().statusCode(200).body("size()", equalTo(0));
        awaitGone(id);

        assertThat(hostField("instances")).isZero();
        assertThat(hostField("vcpus.reserved")).isZero();
        Set<String> actions = Set.copyOf(tenant.call()
                .get("/v4/account/events")
                .then()
                .statusCode(200)
                .body("data.findAll { it.status != 'finished' }", hasSize(0))
                .body("data[0].username", equalTo(tenant.username()))
                .extract()
                .<List<String>>path("data.action"));
        assertThat(actions)
                .containsExactlyInAnyOrder(
                        "linode_create", "linode_boot", "linode_reboot", "linode_shutdown", "linode_delete");
    }

    @Test
    void aMachineIsOneOwnersAlone() {
        int id = create(Map.of()).statusCode(200).extract().path("id");
        awaitStatus(id, "running");
        TestTenant other = TestTenants.open();

        for (String path : List.of("", "/ips", "/disks", "/configs", "/transfer", "/backups", "/stats")) {
            other.call()
                    .get(INSTANCES + "/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("errors[0].reason", equalTo("Not found"));
        }
        for (String action : List.of("boot", "shutdown", "reboot")) {
            other.call().post(INSTANCES + "/" + id + "/" + action).then().statusCode(404);
        }
        other.call()
                .body(Map.of("label", "mine"))
                .put(INSTANCES + "/" + id)
                .then()
                .statusCode(404);
        other.call().delete(INSTANCES + "/" + id).then().statusCode(404);
        other.call().get(INSTANCES).then().body("results", equalTo(0));
        other.call().get("/v4/account/events").then().body("results", equalTo(0));
        tenant.call().get(INSTANCES + "/" + id).then().body("status", equalTo("running"));
    }

    @Test
    void whatAMachineHasIsShown() {
        int id = create(Map.of("label", "parts")).statusCode(200).extract().path("id");
        awaitStatus(id, "running");
        String address = tenant.call().get(INSTANCES + "/" + id).path("ipv4[0]");

        tenant.call()
                .get(INSTANCES + "/" + id + "/ips")
                .then()
                .statusCode(200)
                .body("ipv4['public'][0].address", equalTo(address))
                .body("ipv4['public'][0].subnet_mask", equalTo("255.255.255.0"))
                .body("ipv6.link_local.address", matchesPattern("fe80::.*"));
        tenant.call().get("/v4/networking/ips/" + address).then().body("linode_id", equalTo(id));
        tenant.call().get("/v4/networking/ips").then().body("data.address", equalTo(List.of(address)));
        tenant.call().get(INSTANCES + "/" + id + "/disks").then().body("data[0].size", equalTo(25_600));
        tenant.call().get(INSTANCES + "/" + id + "/configs").then().body("data[0].devices.sda.disk_id", equalTo(id));
        tenant.call().get(INSTANCES + "/" + id + "/volumes").then().body("results", equalTo(0));
        tenant.call()
                .get(INSTANCES + "/" + id + "/stats")
                .then()
                .statusCode(400)
                .body("errors[0].reason", equalTo("Stats are unavailable at this time."));
    }

    @Test
    void listsAreFilteredByWhatMachinesShow() {
        int one = create(Map.of("label", "web-1", "tags", List.of("shop")))
                .extract()
                .path("id");
        int two = create(Map.of("label", "db-1", "type", "g6-standard-1"))
                .extract()
                .path("id");
        awaitStatus(one, "running");
        awaitStatus(two, "running");

        assertThat(found("{\"label\":{\"+contains\":\"WEB\"}}")).containsExactly(one);
        assertThat(found("{\"tags\":\"shop\"}")).containsExactly(one);
        assertThat(found("{\"status\":\"running\",\"+order_by\":\"id\",\"+order\":\"desc\"}"))
                .containsExactly(two, one);
        assertThat(found("{\"type\":{\"+neq\":\"g6-nanode-1\"}}")).containsExactly(two);
        tenant.call()
                .header("X-Filter", "{\"nonsense\":1}")
                .get(INSTANCES)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("X-Filter"));
    }

    @Test
    void labelAndTagsChangeAndALabelIsTakenOnce() {
        int one = create(Map.of("label", "first")).extract().path("id");
        create(Map.of("label", "second")).statusCode(200);

        tenant.call()
                .body(Map.of("label", "second"))
                .put(INSTANCES + "/" + one)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("label"));
        tenant.call()
                .body(Map.of("label", "third", "tags", List.of("blue", "amber")))
                .put(INSTANCES + "/" + one)
                .then()
                .statusCode(200)
                .body("label", equalTo("third"))
                .body("tags", equalTo(List.of("amber", "blue")));
        create(Map.of("label", "first")).statusCode(200);
    }

    @Test
    void aResizedMachineComesUpWithItsNewSize() {
        int id = create(Map.of()).extract().path("id");
        awaitStatus(id, "running");

        tenant.call()
                .body(Map.of("type", "g6-standard-2"))
                .post(INSTANCES + "/" + id + "/resize")
                .then()
                .statusCode(200);
        awaitStatus(id, "running");

        tenant.call()
                .get(INSTANCES + "/" + id)
                .then()
                .body("type", equalTo("g6-standard-2"))
                .body("specs.vcpus", equalTo(2));
        assertThat(hostField("vcpus.reserved")).isEqualTo(2);
    }

    @Test
    void aMachineRunsOnWhileItBecomesLargerWhenThatIsAsked() {
        int id = create(Map.of()).extract().path("id");
        awaitStatus(id, "running");

        resize(id, "g6-standard-2", "sideways").statusCode(400).body("errors[0].field", equalTo("migration_type"));
        resize(id, "g6-standard-2", "warm").statusCode(200);
        Eventually.holds(() -> tenant.call()
                .get(INSTANCES + "/" + id)
                .then()
                .body("type", equalTo("g6-standard-2"))
                .body("status", equalTo("running")));
        List<String> facts = facts(id);
        assertThat(facts).contains("compute.WarmResizeAsked", "compute.InstanceResizedWarm");
        assertThat(facts.indexOf("compute.InstanceResizedWarm"))
                .as("right after the new size")
                .isEqualTo(facts.indexOf("compute.InstanceResized") + 1);
        assertThat(facts.stream().filter("compute.InstanceBooted"::equals)).hasSize(1);
        assertThat(hostField("vcpus.reserved")).isEqualTo(2);

        resize(id, "g6-nanode-1", "warm").statusCode(200);
        awaitStatus(id, "running");
        assertThat(facts(id).stream().filter("compute.InstanceBooted"::equals))
                .as("a smaller one is switched off for it")
                .hasSize(2);
    }

    private List<String> facts(int id) {
        return sql.rows(
                "select payload_type from domain_event where aggregate_id = ? order by sequence_number",
                row -> row.getString(1),
                "instance-" + id);
    }

    private ValidatableResponse resize(int id, String type, String way) {
        return tenant.call()
                .body(Map.of("type", type, "migration_type", way))
                .post(INSTANCES + "/" + id + "/resize")
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "type, g6-no-such",
        "region, no-such",
        "image, linode/no-such",
        "label, x",
        "label, double--dash",
        "root_pass, short",
        "root_pass,",
    })
    void badInputNamesTheFieldAndChangesNothing(String field, String value) {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put(field, value);

        create(wrong).statusCode(400).body("errors[0].field", equalTo(field));

        tenant.call().get(INSTANCES).then().body("results", equalTo(0));
        assertThat(hostField("instances")).isZero();
    }

    @Test
    void whatCannotBeHadIsRefusedByName() {
        for (Map.Entry<String, Object> wish : Map.<String, Object>of(
                        "backups_enabled",
                        true,
                        "private_ip",
                        true,
                        "backup_id",
                        7,
                        "stackscript_id",
                        7,
                        "ipv4",
                        List.of("192.0.2.1"))
                .entrySet()) {
            create(Map.of(wish.getKey(), wish.getValue()))
                    .statusCode(400)
                    .body("errors[0].field", equalTo(wish.getKey()));
        }
    }

    @Test
    void aMachineThatFitsNowhereIsRefusedWithTheReason() {
        create(Map.of("type", "g6-standard-8"))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.NOTHING_FITS"))
                .body("errors[0].reason", matchesPattern("No host in .* has room for 8 vCPUs.*"));
        create(Map.of("label", "still-free")).statusCode(200).body("image", notNullValue());
    }

    @Test
    void aMachineWithoutAnImageStaysOff() {
        Map<String, Object> wish = new HashMap<>();
        wish.put("image", null);
        int id = create(wish)
                .statusCode(200)
                .body("image", nullValue())
                .extract()
                .path("id");

        awaitStatus(id, "offline");
    }

    private ValidatableResponse create(Map<String, Object> wishes) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "type",
                "g6-nanode-1",
                "region",
                site.region(),
                "image",
                "linode/debian12",
                "root_pass",
                "a Password of some length"));
        body.putAll(wishes);
        return tenant.call().body(body).post(INSTANCES).then();
    }

    private ValidatableResponse act(int id, String action) {
        return tenant.call().post(INSTANCES + "/" + id + "/" + action).then();
    }

    private Set<Integer> found(String filter) {
        List<Integer> ids = tenant.call()
                .header("X-Filter", filter)
                .get(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
        return ids.stream().collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private int hostField(String field) {
        return asOperator()
                .get("/admin/v1/hosts?siteId=" + site.id())
                .then()
                .statusCode(200)
                .extract()
                .<List<Integer>>path("data." + field)
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void awaitStatus(int id, String status) {
        await(
                id + " " + status,
                () -> status.equals(tenant.call().get(INSTANCES + "/" + id).path("status")));
    }

    private void awaitGone(int id) {
        await(id + " gone", () -> tenant.call().get(INSTANCES + "/" + id).statusCode() == 404);
    }

    private static void await(String what, java.util.function.BooleanSupplier probe) {
        long deadline = System.nanoTime() + SECONDS.toNanos(20);
        while (!probe.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for %s", what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
