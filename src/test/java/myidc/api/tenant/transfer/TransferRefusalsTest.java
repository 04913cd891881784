package myidc.api.tenant.transfer;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.compute.TransferCommand.OfferTransfer;
import myidc.platform.clock.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a machine from being offered, or an offer from being accepted, each told by its kind until it is gone. */
@QuarkusTest
class TransferRefusalsTest {
    private static final String TRANSFERS = "/v4/account/service-transfers";
    private static final String GUESTS = "/v4/linode/instances/";

    @Inject
    MovableClock clock;

    private SmallSite site;
    private TestTenant sender;
    private TestTenant receiver;
    private int guest;

    @BeforeEach
    void aMachineAndTwoAccounts() {
        site = SmallSite.of(1, 8);
        sender = TestTenants.open(TestPrices.CURRENCY, "Asia/Shanghai");
        receiver = TestTenants.open(TestPrices.CURRENCY, "Asia/Shanghai");
        for (TestTenant each : List.of(sender, receiver)) {
            Eventually.holds(
                    () -> each.call().get("/portal/v1/billing/accrued").then().statusCode(200));
        }
        guest = machine();
    }

    @Test
    void aReservedAddressIsInTheWay() {
        String token = offered();
        String address = sender.call().get(GUESTS + guest).then().extract().path("ipv4[0]");
        change("PUT", "networking/ips/" + address, Map.of("reserved", true));
        bound(token, "reserved addresses");
        change("PUT", "networking/ips/" + address, Map.of("reserved", false));
        accept(token).statusCode(200);
    }

    @Test
    void sharedAddressesAreInTheWayOfBothMachines() {
        String token = offered();
        int other = machine();
        String address = sender.call().get(GUESTS + guest).then().extract().path("ipv4[0]");
        change("POST", "networking/ips/share", Map.of("linode_id", other, "ips", List.of(address)));
        bound(token, "shared addresses");
        offer(List.of(other)).statusCode(400).body("errors[0].reason", containsString("shared addresses"));
        change("POST", "networking/ips/share", Map.of("linode_id", other, "ips", List.of()));
        accept(token).statusCode(200);
    }

    @Test
    void aRangeOfIpv6IsInTheWay() {
        String base = "2001:dbb:" + Integer.toHexString((int) (site.id() % 65_536));
        asOperator()
                .body(Map.of("siteId", site.id(), "cidr", base + "::/48", "container", true, "role", "ROUTED"))
                .post("/admin/v1/prefixes")
                .then()
                .statusCode(200);
        String token = offered();
        change("POST", "networking/ipv6/ranges", Map.of("linode_id", guest, "prefix_length", 64));
        bound(token, "IPv6 ranges");
        sender.call().delete("/v4/networking/ipv6/ranges/" + base + "::").then().statusCode(200);
        accept(token).statusCode(200);
    }

    @Test
    void aPlacementGroupIsInTheWay() {
        String token = offered();
        int group = change(
                        "POST",
                        "placement/groups",
                        Map.of(
                                "label",
                                "apart",
                                "region",
                                site.region(),
                                "placement_group_type",
                                "anti_affinity:local",
                                "placement_group_policy",
                                "flexible"))
                .extract()
                .path("id");
        change("POST", "placement/groups/" + group + "/assign", Map.of("linodes", List.of(guest)));
        bound(token, "placement group");
        change("POST", "placement/groups/" + group + "/unassign", Map.of("linodes", List.of(guest)));
        accept(token).statusCode(200);
    }

    @Test
    void aVolumeThatItHasIsInTheWay() {
        site.poolForVolumes();
        String token = offered();
        int volume = change("POST", "volumes", Map.of("label", "data", "size", 10, "linode_id", guest))
                .extract()
                .path("id");
        is(volume, guest);
        bound(token, "volumes attached");
    }

    @Test
    void aMeterOfItsOwnIsInTheWay() {
        String token = offered();
        asOperator()
                .body(Map.of(
                        "tenantId",
                        sender.id(),
                        "kind",
                        "INTERFACE_OCTETS",
                        "measures",
                        "instance-" + guest + "/net.0",
                        "charge",
                        "bandwidth:domestic",
                        "unit",
                        "Mbps",
                        "counterBits",
                        64,
                        "limitPerSecond",
                        10_000_000_000L,
                        "from",
                        clock.instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .minus(Duration.ofDays(1))
                                .toString()))
                .post("/admin/v1/meter-points")
                .then()
                .statusCode(200);
        bound(token, "charged by meters of its own");
    }

    @Test
    void aHostThatIsKeptForOthersIsNoPlaceForWhoAccepts() {
        String token = offered();
        asOperator()
                .body(Map.of("tenantIds", List.of(sender.id()), "onlyThere", false, "reason", "their own host"))
                .put("/admin/v1/host-pins/" + site.hosts().getFirst())
                .then()
                .statusCode(200);
        accept(token).statusCode(400).body("errors[0].reason", containsString("a host that your account may not use"));
        sender.call().get(GUESTS + guest).then().statusCode(200);
    }

    @Test
    void whoHasToHaveThePlanApprovedCannotAccept() {
        String token = offered();
        asOperator()
                .body(Map.of("tenantId", receiver.id(), "minutes", 60, "reason", "a new customer"))
                .post("/admin/v1/placement/approval-rules")
                .then()
                .statusCode(200);
        accept(token).statusCode(400).body("errors[0].reason", containsString("has to have approved"));
        sender.call().get(GUESTS + guest).then().statusCode(200);
    }

    @Test
    void whoIsBilledInAnotherCurrencyCannotAccept() {
        String token = offered();
        TestTenant other = TestTenants.open("SEK", "Asia/Shanghai");
        Eventually.holds(
                () -> other.call().get("/portal/v1/billing/accrued").then().statusCode(200));

        accept(other, token)
                .statusCode(400)
                .body("errors[0].reason", allOf(containsString("SEK"), containsString("another currency")));

        other.call().get(GUESTS + guest).then().statusCode(404);
        sender.call().get(GUESTS + guest).then().statusCode(200);
        sender.call().get(TRANSFERS + "/" + token).then().body("status", equalTo("pending"));
        accept(token).statusCode(200);
    }

    @Test
    void anOfferIsOfSoManyMachinesAtMost() {
        List<Integer> many =
                IntStream.rangeClosed(1, OfferTransfer.MACHINES_MAX + 1).boxed().toList();
        offer(many)
                .statusCode(400)
                .body("errors[0].field", equalTo("entities.linodes"))
                .body("errors[0].reason", containsString("1 to " + OfferTransfer.MACHINES_MAX));
        offer(List.of()).statusCode(400).body("errors[0].field", equalTo("entities.linodes"));
    }

    /** Told to who accepts, and to who would offer it anew once the offer is taken back. */
    private void bound(String token, String words) {
        accept(token).statusCode(400).body("errors[0].reason", containsString(words));
        offer(List.of(guest))
                .statusCode(400)
                .body("errors[0].field", equalTo("entities.linodes"))
                .body("errors[0].reason", containsString(words));
        sender.call().get(GUESTS + guest).then().statusCode(200);
    }

    private int machine() {
        int id = change(
                        "POST",
                        "linode/instances",
                        Map.of("type", "g6-nanode-1", "region", site.region(), "label", "m-" + TestTenants.unique()))
                .extract()
                .path("id");
        Eventually.holds(() -> sender.call().get(GUESTS + id).then().body("status", equalTo("offline")));
        return id;
    }

    private void is(int volume, @Nullable Integer on) {
        Eventually.holds(() -> sender.call()
                .get("/v4/volumes/" + volume)
                .then()
                .body("status", equalTo("active"))
                .body("linode_id", equalTo(on)));
    }

    private ValidatableResponse change(String method, String path, Map<String, ?> body) {
        return sender.call()
                .body(new HashMap<>(body))
                .request(method, "/v4/" + path)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse offer(List<Integer> guests) {
        return sender.call()
                .body(Map.of("entities", Map.of("linodes", guests)))
                .post(TRANSFERS)
                .then();
    }

    private String offered() {
        return offer(List.of(guest)).statusCode(200).extract().path("token");
    }

    private ValidatableResponse accept(String token) {
        return accept(receiver, token);
    }

    private static ValidatableResponse accept(TestTenant by, String token) {
        return by.call().post(TRANSFERS + "/" + token + "/accept").then();
    }
}
