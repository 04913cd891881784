package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forty hosts hang at the same time, each with work for guests, rules and volumes, and another host's goes on. */
@QuarkusTest
class ManyHostsHangTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String VOLUMES = "/v4/volumes";
    private static final int HANGING = 40;
    private static final int ON_EACH = 3;
    private static final int GUESTS = HANGING * ON_EACH;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;
    private final List<Integer> hanging = new ArrayList<>();

    @BeforeEach
    void hostsThatAreFullOfThreeGuests() {
        site = SmallSite.of(HANGING + 1, ON_EACH);
        tenant = TestTenants.open();
    }

    @AfterEach
    void theyGoOn() {
        sql.change("delete from room_fault where message = 'hangs'");
        quiet();
    }

    @Test
    void nothingOfAnotherHostWaitsForThem() {
        long well = site.hosts().getLast();
        cordon(well, "cordon");
        site.poolForVolumes();
        for (int number = 0; number < GUESTS; number++) {
            hanging.add(guest("hangs-" + number, Map.of()));
        }
        Eventually.holds(() -> assertThat(sql.count(
                        "select count(*) from instance_view where status = 'RUNNING' and id = any (?::bigint[])",
                        those()))
                .isEqualTo(GUESTS));
        hanging.subList(0, 2 * HANGING).forEach(guest -> volume("of-" + guest, guest));
        Eventually.holds(() -> assertThat(sql.count(
                        "select count(*) from simulated_volume where instance_id is not null"
                                + " and instance_id = any (?::bigint[])",
                        those()))
                .isEqualTo(2 * HANGING));
        quiet();

        sql.change(
                "insert into room_fault (method, instance_id, remaining, message, kind) select method, guest, 1000000,"
                        + " 'hangs', 'HANGS' from unnest(?::bigint[]) guest,"
                        + " (values ('reboot'), ('state'), ('filter'), ('volume')) as hangs(method)",
                those());
        hanging.forEach(guest ->
                tenant.call().post(INSTANCES + "/" + guest + "/reboot").then().statusCode(200));
        sql.change(
                "insert into filter_work (instance_id, wish, due_at, attempts)"
                        + " select guest, 1, clock_timestamp(), 0 from unnest(?::bigint[]) guest",
                those());
        sql.change(
                "insert into volume_work (volume_id, wish, due_at, attempts)"
                        + " select id, 1, clock_timestamp(), 0 from volume_view where instance_id = any (?::bigint[])",
                those());

        waitAtOnce("room_work", GUESTS * 3 / 5);
        waitAtOnce("filter_work", GUESTS / 2);
        waitAtOnce("volume_work", HANGING);

        cordon(well, "uncordon");
        int firewall = tenant.call()
                .body(Map.of(
                        "label",
                        "goes-on",
                        "rules",
                        Map.of(
                                "inbound",
                                List.of(),
                                "inbound_policy",
                                "DROP",
                                "outbound",
                                List.of(),
                                "outbound_policy",
                                "ACCEPT")))
                .post("/v4/networking/firewalls")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        int guest = guest("goes-on", Map.of("firewall_id", firewall));
        Eventually.holds(() -> asOperator()
                .get("/admin/v1/instances/" + guest)
                .then()
                .body("status", equalTo("RUNNING"))
                .body("hostId", equalTo((int) well)));
        int volume = volume("goes-on", guest);
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + volume).then().body("io_ready", equalTo(true)));
    }

    /** So much is under way at the same time: more than any number of hands for all hosts together has been. */
    private void waitAtOnce(String table, int pieces) {
        Eventually.holds(() -> assertThat(sql.count("select count(*) from " + table
                        + " where leased_until > clock_timestamp() and " + ofThose(table)))
                .as(table)
                .isGreaterThanOrEqualTo(pieces));
    }

    /** Nothing is left to do for them. */
    private void quiet() {
        Eventually.holds(() -> {
            for (String table : List.of("room_work", "filter_work", "volume_work")) {
                assertThat(sql.count("select count(*) from " + table + " where " + ofThose(table)))
                        .as(table)
                        .isZero();
            }
        });
    }

    private String ofThose(String table) {
        return table.equals("volume_work")
                ? "volume_id in (select id from volume_view where instance_id = any ('" + those() + "'::bigint[]))"
                : "instance_id = any ('" + those() + "'::bigint[])";
    }

    private String those() {
        return hanging.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static void cordon(long host, String how) {
        asOperator().post("/admin/v1/hosts/" + host + "/" + how).then().statusCode(200);
    }

    private int guest(String label, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("label", label, "region", site.region(), "type", "g6-nanode-1", "image", "linode/debian12"));
        body.put("root_pass", "a Password of some length");
        body.putAll(more);
        return tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private int volume(String label, int guest) {
        return tenant.call()
                .body(Map.of("label", label, "linode_id", guest, "size", 10))
                .post(VOLUMES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
