package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** Packet filters of guests in the simulated room that somebody changed behind the book's back. */
@QuarkusTest
class FilterDriftTest {
    @Inject
    Sql sql;

    @Test
    void aFilterThatWasChangedIsSetAgainAndNeverLeft() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        int guest = running(site);
        changeFilter(guest);
        deed(Map.of("deed", "RESIZE", "instanceId", guest, "vcpus", 4));

        drift(host).body("drift[0].deviations.part", equalTo(List.of("PROCESSORS", "FILTER")));
        settle(host, guest, "accept").statusCode(409).body("code", equalTo("compute.FILTER_DRIFT"));

        settle(host, guest, "filter").statusCode(200).body("drift[0].deviations.part", equalTo(List.of("PROCESSORS")));
        settle(host, guest, "filter").statusCode(409).body("code", equalTo("compute.NO_DRIFT"));
        settle(host, guest, "accept").statusCode(200).body("drift.size()", equalTo(0));
        changeFilter(guest);
        settle(host, guest, "undo").statusCode(200).body("drift.size()", equalTo(0));
        settle(host, guest, "undo").statusCode(409).body("code", equalTo("compute.NO_DRIFT"));
        assertThat(asOperator().get("/admin/v1/instances/" + guest).<String>path("status"))
                .isEqualTo("RUNNING");
    }

    @Test
    void aFilterThatItsHostHasStillToBeToldOfIsNoDrift() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        int guest = running(site);
        sql.change("insert into filter_work (instance_id, wish, due_at, attempts) values (?, 1, 'infinity', 0)", guest);
        changeFilter(guest);

        drift(host).body("drift.size()", equalTo(0));
        sql.change("delete from filter_work where instance_id = ?", guest);
        drift(host).body("drift[0].deviations.part", equalTo(List.of("FILTER")));
    }

    @Test
    void theFilterOfAGuestThatMovedIsSetOnceMore() {
        SmallSite site = SmallSite.of(2, 8);
        int guest = running(site);
        long from = asOperator().get("/admin/v1/instances/" + guest).jsonPath().getLong("hostId");
        long to = site.hosts().stream().filter(each -> each != from).findFirst().orElseThrow();
        changeFilter(guest);
        asOperator()
                .body(Map.of(
                        "kind",
                        "DRAIN",
                        "deed",
                        "MIGRATE",
                        "hostId",
                        from,
                        "atOnce",
                        1,
                        "perMinute",
                        60,
                        "reason",
                        "a trial"))
                .post("/admin/v1/waves")
                .then()
                .statusCode(200);

        Eventually.holds(() -> asOperator()
                .get("/admin/v1/instances/" + guest)
                .then()
                .body("hostId", equalTo((int) to))
                .body("status", equalTo("RUNNING")));
        Eventually.holds(() -> assertThat(told(guest)).isTrue());
        drift(to).body("drift.size()", equalTo(0));
    }

    private boolean told(int guest) {
        return sql.count("select count(*) from filter_work where instance_id = ?", guest) == 0;
    }

    private void changeFilter(int guest) {
        deed(Map.of("deed", "CHANGE_FILTER", "instanceId", guest));
    }

    private static ValidatableResponse drift(long host) {
        return asOperator().get("/admin/v1/hosts/" + host + "/drift").then().statusCode(200);
    }

    private static void deed(Map<String, Object> body) {
        asOperator().body(body).post("/admin/v1/room/deeds").then().statusCode(200);
    }

    private static ValidatableResponse settle(long host, int guest, String how) {
        return asOperator()
                .post("/admin/v1/hosts/" + host + "/drift/" + guest + "/" + how)
                .then();
    }

    /** One that its host has been told all of. */
    private int running(SmallSite site) {
        int guest = TestTenants.open()
                .call()
                .body(Map.of(
                        "label",
                        "filtered",
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Correct-horse-7-battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("RUNNING")));
        Eventually.holds(() -> assertThat(told(guest)).isTrue());
        return guest;
    }
}
