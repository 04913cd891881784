package myidc.api.tenant.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that go from one account to another: whoever has the token may take them, all of them or none. */
@QuarkusTest
class ServiceTransfersTest {
    private static final String TRANSFERS = "/v4/account/service-transfers";
    private static final String GUESTS = "/v4/linode/instances/";
    private static final List<String> PARTS = List.of(
            "",
            "/ips",
            "/disks",
            "/configs",
            "/backups",
            "/firewalls",
            "/volumes",
            "/transfer",
            "/transfer/2026/1",
            "/nodebalancers",
            "/stats",
            "/stats/2026/1");

    @Inject
    MovableClock clock;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant sender;
    private TestTenant receiver;

    @BeforeEach
    void twoAccounts() {
        site = SmallSite.of(1, 8);
        sender = TestTenants.open(TestPrices.CURRENCY, "Asia/Shanghai");
        receiver = TestTenants.open(TestPrices.CURRENCY, "Asia/Shanghai");
        for (TestTenant each : List.of(sender, receiver)) {
            TestPrices.publish(each, "instance:g6-nanode-1", "0.6", "400");
            Eventually.holds(
                    () -> each.call().get("/portal/v1/billing/accrued").then().statusCode(200));
        }
    }

    @Test
    void aMachineGoesOverAsItStandsAndNothingOfBeforeGoesWithIt() {
        long guest = machine(sender, "web-1", Map.of("tags", List.of("theirs")));
        JsonPath before = guest(sender, guest);
        String address = before.getString("ipv4[0]");
        Instant then = clock.instant();
        clock.moveTo(then.plusSeconds(5_000));
        String token = offered(guest);

        receiver.call()
                .get(TRANSFERS + "/" + token + "?include=machines")
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("is_sender", equalTo(false))
                .body("entities.linodes", equalTo(List.of((int) guest)))
                .body("machines[0].label", equalTo("web-1"))
                .body("machines[0].type", equalTo("g6-nanode-1"));
        receiver.call().get(GUESTS + guest).then().statusCode(404);
        accept(receiver, token).statusCode(200);

        receiver.call()
                .get(GUESTS + guest)
                .then()
                .statusCode(200)
                .body("label", equalTo("web-1"))
                .body("status", equalTo(before.getString("status")))
                .body("ipv4[0]", equalTo(address))
                .body("tags", empty());
        for (String part : PARTS) {
            sender.call().get(GUESTS + guest + part).then().statusCode(404);
            assertThat(receiver.call().get(GUESTS + guest + part).statusCode())
                    .as("the receiver's %s", part)
                    .isNotEqualTo(404);
        }
        sender.call().delete(GUESTS + guest).then().statusCode(404);
        sender.call().get("/v4/networking/ips/" + address).then().statusCode(404);
        receiver.call()
                .get("/v4/networking/ips/" + address)
                .then()
                .statusCode(200)
                .body("linode_id", equalTo((int) guest));
        thePastStaysWithTheSender(guest, then);
        bothSidesAreTold(guest, token);
        receiver.call().post(GUESTS + guest + "/boot").then().statusCode(200);
    }

    private void thePastStaysWithTheSender(long guest, Instant then) {
        String past = "?as_of=" + then;
        sender.call().get(GUESTS + guest + past).then().statusCode(200).body("label", equalTo("web-1"));
        sender.call().get(GUESTS + guest + "/disks" + past).then().statusCode(200);
        sender.call().get("/v4/linode/instances" + past).then().body("data.id", hasItem((int) guest));
        receiver.call().get(GUESTS + guest + past).then().statusCode(404);
        receiver.call().get(GUESTS + guest + "/disks" + past).then().statusCode(404);
        receiver.call().get("/v4/linode/instances" + past).then().body("data.id", empty());

        String story = "/portal/v1/instances/" + guest + "/history";
        sender.call()
                .get(story)
                .then()
                .statusCode(200)
                .body("data[0].event", equalTo("compute.InstanceRequested"))
                .body("data[-1].event", equalTo("compute.InstanceChangedHands"))
                .body("data[-1].payload.toTenantId", nullValue())
                .body("data[-1].who", nullValue());
        receiver.call()
                .get(story)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].event", equalTo("compute.InstanceChangedHands"))
                .body("data[0].payload.fromTenantId", nullValue());
        TestTenants.open().call().get(story).then().statusCode(404);
    }

    private void bothSidesAreTold(long guest, String token) {
        events(sender)
                .body("data.action", hasItems("entity_transfer_create", "entity_transfer_accept"))
                .body("data.action", not(hasItem("entity_transfer_accept_recipient")))
                .body("data.find { it.action == 'entity_transfer_accept' }.username", nullValue())
                .body("data.find { it.action == 'entity_transfer_accept' }.entity.type", equalTo("entity_transfer"));
        events(receiver)
                .body("data.action", equalTo(List.of("entity_transfer_accept_recipient")))
                .body("data[0].entity.type", equalTo("entity_transfer"));
        for (TestTenant side : List.of(sender, receiver)) {
            side.call()
                    .header("X-Filter", "{\"status\":\"completed\"}")
                    .get(TRANSFERS)
                    .then()
                    .statusCode(200)
                    .body("data.token", equalTo(List.of(token)))
                    .body("data[0].is_sender", equalTo(side.equals(sender)))
                    .body("data[0].entities.linodes", equalTo(List.of((int) guest)));
        }
        TestTenants.open().call().get(TRANSFERS + "/" + token).then().statusCode(404);
        accept(receiver, token).statusCode(400);
    }

    /** Each pays to the instant, by the one fact, and the two lines have no gap between them. */
    @Test
    void eachSidePaysForItsOwnTime() {
        long guest = machine(sender, "paid-1", Map.of());
        clock.moveTo(clock.instant().plus(Duration.ofHours(3)).plusSeconds(7));
        String token = offered(guest);
        accept(receiver, token).statusCode(200);
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)).plusSeconds(1));

        Span sent = span(sender, "instance-" + guest);
        Span got = span(receiver, "instance-" + guest);
        assertThat(sent.ended()).isEqualTo(got.started());
        assertThat(sent.closedBy()).isEqualTo(got.openedBy());
        assertThat(got.ended()).isNull();
        assertThat(sql.count(
                        "select count(*) from domain_event where aggregate_id || '#' || sequence_number = ?"
                                + " and payload_type = 'compute.InstanceChangedHands' and recorded_at = ?",
                        got.openedBy(),
                        got.started()))
                .isEqualTo(1);
        assertThat(sql.count(
                        "select count(*) from charging_span where holder = ? and ended_at is null",
                        "instance-" + guest))
                .as("addresses of the machine that are charged, once each")
                .isEqualTo(1);
        assertThat(accrued(sender)).isEqualTo("2.40");
        assertThat(accrued(receiver)).isEqualTo("1.80");
    }

    @Test
    void whatBindsAMachineIsToldAtOnceAndAgainWhenItIsAccepted() {
        long bound =
                machine(sender, "bound-1", Map.of("interfaces", List.of(Map.of("purpose", "vlan", "label", "office"))));
        sender.call()
                .body(Map.of("entity_type", "linode", "entity_id", bound, "lock_type", "cannot_delete"))
                .post("/v4/locks")
                .then()
                .statusCode(200);
        offer(sender, bound)
                .statusCode(400)
                .body("errors[0].field", equalTo("entities.linodes"))
                .body("errors[0].reason", allOf(containsString("is locked"), containsString("VLAN or VPC")));

        long free = machine(sender, "free-1", Map.of());
        String token = offered(free);
        offer(sender, free).statusCode(400).body("errors[0].reason", containsString("another service transfer"));
        int firewall = sender.call()
                .body(Map.of(
                        "label",
                        "fw-" + TestTenants.unique(),
                        "rules",
                        Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT"),
                        "devices",
                        Map.of("linodes", List.of(free))))
                .post("/v4/networking/firewalls")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        accept(receiver, token).statusCode(400).body("errors[0].reason", containsString("has a firewall"));
        guest(sender, free);
        sender.call().delete("/v4/networking/firewalls/" + firewall).then().statusCode(200);
        accept(receiver, token).statusCode(200);
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneHasIt() throws Exception {
        long guest = machine(sender, "once-1", Map.of());
        String token = offered(guest);
        List<TestTenant> both = List.of(receiver, TestTenants.open(TestPrices.CURRENCY, "Asia/Shanghai"));
        List<Callable<Integer>> calls = new ArrayList<>();
        for (TestTenant each : both) {
            Eventually.holds(
                    () -> each.call().get("/portal/v1/billing/accrued").then().statusCode(200));
            calls.add(() -> accept(each, token).extract().statusCode());
        }

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(both.size())) {
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnlyOnce(200);
        assertThat(both.stream().filter(each -> each.call().get(GUESTS + guest).statusCode() == 200))
                .hasSize(1);
        sender.call().get(GUESTS + guest).then().statusCode(404);
    }

    @Test
    void anOfferEndsByItsTimeItsSenderOrItsMachine() {
        long guest = machine(sender, "ends-1", Map.of());
        String cancelled = offered(guest);
        receiver.call().delete(TRANSFERS + "/" + cancelled).then().statusCode(404);
        accept(sender, cancelled).statusCode(400);
        sender.call().delete(TRANSFERS + "/" + cancelled).then().statusCode(200);
        sender.call().delete(TRANSFERS + "/" + cancelled).then().statusCode(400);
        accept(receiver, cancelled).statusCode(404);
        receiver.call().get(TRANSFERS + "/" + cancelled).then().statusCode(404);

        String stale = offered(guest);
        clock.moveTo(clock.instant().plus(Duration.ofHours(24)).plusSeconds(1));
        is(stale, "stale");

        String failed = offered(guest);
        sender.call().delete(GUESTS + guest).then().statusCode(200);
        is(failed, "failed");
        events(sender)
                .body(
                        "data.action",
                        hasItems("entity_transfer_cancel", "entity_transfer_stale", "entity_transfer_fail"));
        guest(sender, machine(sender, "ends-1", Map.of()));
    }

    @Test
    void onlyUnrestrictedUsersWithTheScopeTakePart() {
        long guest = machine(sender, "scoped-1", Map.of());
        String limited = TestTenants.token(sender.id(), TestTenants.restrictedUser(sender.id()), "*");
        TestTenants.as(limited).get(TRANSFERS).then().statusCode(403);
        TestTenants.as(limited).body(body(guest)).post(TRANSFERS).then().statusCode(403);
        String reader = TestTenants.token(sender.id(), sender.username(), "account:read_only");
        TestTenants.as(reader).get(TRANSFERS).then().statusCode(200);
        TestTenants.as(reader).body(body(guest)).post(TRANSFERS).then().statusCode(401);
        offer(receiver, guest).statusCode(400).body("errors[0].field", equalTo("entities.linodes"));
        receiver.call().body(Map.of()).post(TRANSFERS).then().statusCode(400);

        String token = offered(guest);
        TestTenants.asOperator()
                .body(Map.of("instances", 0))
                .put("/admin/v1/tenants/" + receiver.id() + "/quota")
                .then()
                .statusCode(200);
        accept(receiver, token).statusCode(400).body("errors[0].reason", containsString("Quota exceeded"));
        TestTenants.asOperator()
                .body(Map.of("reason", "Abuse"))
                .post("/admin/v1/tenants/" + sender.id() + "/suspend")
                .then()
                .statusCode(200);
        accept(TestTenants.open(), token).statusCode(400).body("errors[0].reason", containsString("suspended"));
    }

    private long machine(TestTenant owner, String label, Map<String, ?> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("type", "g6-nanode-1", "region", site.region(), "label", label));
        body.putAll(more);
        int id = owner.call()
                .body(body)
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> owner.call().get(GUESTS + id).then().body("status", equalTo("offline")));
        return id;
    }

    private static JsonPath guest(TestTenant owner, long guest) {
        return owner.call().get(GUESTS + guest).then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, ?> body(long guest) {
        return Map.of("entities", Map.of("linodes", List.of(guest)));
    }

    private static ValidatableResponse offer(TestTenant owner, long guest) {
        return owner.call().body(body(guest)).post(TRANSFERS).then();
    }

    private String offered(long guest) {
        return offer(sender, guest)
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("is_sender", equalTo(true))
                .extract()
                .path("token");
    }

    private static ValidatableResponse accept(TestTenant who, String token) {
        return who.call().post(TRANSFERS + "/" + token + "/accept").then();
    }

    private void is(String token, String status) {
        Eventually.holds(() -> sender.call().get(TRANSFERS + "/" + token).then().body("status", equalTo(status)));
        accept(receiver, token).statusCode(404);
    }

    private static ValidatableResponse events(TestTenant who) {
        return who.call().get("/v4/account/events").then().statusCode(200);
    }

    private static String accrued(TestTenant who) {
        return who.call()
                .get("/portal/v1/billing/accrued")
                .jsonPath()
                .getString("lines.find { it.charge == 'instance:g6-nanode-1' }.amount.amount");
    }

    private Span span(TestTenant who, String resource) {
        return sql.row(
                        "select * from charging_span where tenant_id = ? and resource = ?",
                        row -> new Span(
                                Sql.instant(row, "started_at"),
                                Sql.instantOrNull(row, "ended_at"),
                                row.getString("opened_event"),
                                row.getString("closed_event")),
                        who.id(),
                        resource)
                .orElseThrow();
    }

    private record Span(Instant started, Instant ended, String openedBy, String closedBy) {}
}
