package myidc.api.tenant.linode;

import static java.util.concurrent.TimeUnit.SECONDS;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of guests when the machine room fails, and when many want the last room at once. */
@QuarkusTest
class MachineRoomFaultsTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final int FOR_GOOD = 5;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(1, 10);
        tenant = TestTenants.open();
    }

    @AfterEach
    void noMoreFaults() {
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
    }

    @Test
    void whatFailsNowAndThenIsTriedAgain() {
        fail("define", 2);
        fail("start", 3);

        int id = created();

        awaitState(id, "RUNNING");
    }

    @Test
    void aGuestThatCannotBeDefinedGivesAllBackAndSaysWhy() {
        fail("define", FOR_GOOD);

        int id = created();

        awaitState(id, "FAILED");
        asOperator().get("/admin/v1/instances/" + id).then().body("failure", equalTo("define: broken on purpose"));
        assertThat(reserved()).isZero();
        assertThat(addressesHeld(id)).isZero();
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data[0].action", equalTo("linode_create"))
                .body("data[0].status", equalTo("failed"))
                .body("data[0].message", equalTo("broken on purpose"));
        tenant.call().post(INSTANCES + "/" + id + "/boot").then().statusCode(400);
        tenant.call().delete(INSTANCES + "/" + id).then().statusCode(200);
        tenant.call().get(INSTANCES + "/" + id).then().statusCode(404);
    }

    @Test
    void whatCannotBeUndoneKeepsItsRoomUntilItIsDeleted() {
        fail("define", FOR_GOOD);
        fail("undefine", 1);

        int id = created();

        awaitState(id, "FAILED");
        assertThat(reserved()).isEqualTo(1);
        tenant.call().delete(INSTANCES + "/" + id).then().statusCode(200);
        awaitGone(id);
        assertThat(reserved()).isZero();
        assertThat(addressesHeld(id)).isZero();
    }

    @Test
    void aGuestThatDoesNotBootIsOffAndMayBeBootedAgain() {
        fail("start", FOR_GOOD);

        int id = created();

        awaitState(id, "OFFLINE");
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data[0].action", equalTo("linode_boot"))
                .body("data[0].status", equalTo("failed"));
        tenant.call().post(INSTANCES + "/" + id + "/boot").then().statusCode(200);
        awaitState(id, "RUNNING");
    }

    @Test
    void aGuestThatWouldNotGoMayBeDeletedAgain() {
        int id = created();
        awaitState(id, "RUNNING");
        fail("undefine", FOR_GOOD);

        tenant.call().delete(INSTANCES + "/" + id).then().statusCode(200);
        awaitState(id, "DELETION_FAILED");
        assertThat(reserved()).isEqualTo(1);

        tenant.call().delete(INSTANCES + "/" + id).then().statusCode(200);
        awaitGone(id);
        assertThat(reserved()).isZero();
    }

    @Test
    void aRowOfADeadWorkerThatIsAboutNothingGoes() {
        int id = created();
        awaitState(id, "RUNNING");

        sql.change(
                "insert into room_work (instance_id, action, due_at, attempts, leased_by, leased_until)"
                        + " values (?, 'BOOT', clock_timestamp(), 1, 'dead', clock_timestamp())",
                (long) id);

        await("the row to go", () -> sql.count("select count(*) from room_work where instance_id = ?", (long) id) == 0);
        awaitState(id, "RUNNING");
    }

    @Test
    void sixtyFourAtOnceNeverOverbook() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            List<Callable<Response>> calls = IntStream.range(0, 64)
                    .<Callable<Response>>mapToObj(i -> this::create)
                    .toList();
            int made = 0;
            for (Future<Response> call : clients.invokeAll(calls)) {
                Response answer = call.get();
                if (answer.statusCode() == 200) {
                    made++;
                } else {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.<String>path("errors[0].code")).isEqualTo("compute.NOTHING_FITS");
                }
            }
            assertThat(made).isEqualTo(10);
        }
        assertThat(reserved()).isEqualTo(10);
        assertThat(sql.count("select count(distinct address) from instance_view where tenant_id = ?", tenant.id()))
                .isEqualTo(10);
    }

    private void fail(String operation, int times) {
        asOperator()
                .body(Map.of("operation", operation, "times", times, "message", "broken on purpose"))
                .post("/admin/v1/room/faults")
                .then()
                .statusCode(200);
    }

    private int created() {
        Response answer = create();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.path("id");
    }

    private Response create() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "type",
                "g6-nanode-1",
                "region",
                site.region(),
                "image",
                "linode/debian12",
                "root_pass",
                "a Password of some length"));
        return tenant.call().body(body).post(INSTANCES);
    }

    private int reserved() {
        return asOperator()
                .get("/admin/v1/hosts/" + site.hosts().getFirst())
                .then()
                .extract()
                .path("vcpus.reserved");
    }

    private long addressesHeld(int id) {
        return sql.count("select count(*) from address_claim where holder = ?", "instance-" + id);
    }

    private void awaitState(int id, String state) {
        await(
                id + " " + state,
                () -> state.equals(asOperator().get("/admin/v1/instances/" + id).path("status")));
    }

    private void awaitGone(int id) {
        await(id + " gone", () -> asOperator().get("/admin/v1/instances/" + id).statusCode() == 404);
    }

    private static void await(String what, BooleanSupplier probe) {
        long deadline = System.nanoTime() + SECONDS.toNanos(30);
        while (!probe.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for %s", what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
