package myidc.api.tenant.linode;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who copies a guest chooses whether its disks share the image below them with the source's. */
@QuarkusTest
class ChosenCopiesTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String LINKED = "linked";
    private static final String FULL = "full";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;
    private int guest;

    @BeforeEach
    void aGuestThatIsOff() {
        tenant = TestTenants.open();
        site = SmallSite.of(3, 4);
        guest = made(Map.of("image", "linode/debian12", "root_pass", "aPassw0rd-12345", "booted", false));
    }

    @Test
    void linkedCopiesAreOnTheHostOfTheirSourceAsLongAsItHasRoom() {
        int first = copied(Map.of("copy", LINKED));
        int second = copied(Map.of("copy", LINKED));
        copied(Map.of("copy", LINKED));

        assertThat(List.of(hostOf(first), hostOf(second))).containsOnly(hostOf(guest));
        assertThat(facts(first, "PlacementWeighed", "verdicts.flatten()"))
                .filteredOn(verdict -> verdict.endsWith(" LINKED"))
                .hasSize(2);
        assertThat(facts(first, "CopyChosen", "copy")).containsExactly("LINKED");
        assertThat(base(first)).isEqualTo("linode/debian12");
        copy(guest, Map.of("copy", LINKED))
                .statusCode(400)
                .body("errors[0].field", equalTo("copy"))
                .body("errors[0].code", equalTo("compute.NOTHING_FITS"));
        int elsewhere = copied(Map.of());
        assertThat(hostOf(elsewhere)).isNotEqualTo(hostOf(guest));
        assertThat(base(elsewhere)).isEqualTo("none");
        assertThat(facts(elsewhere, "CopyChosen", "copy")).isEmpty();
    }

    @Test
    void theSourceMayGoWhileCopiesOfEitherKindStay() {
        int linked = copied(Map.of("copy", LINKED));
        int full = copied(Map.of("copy", FULL));
        String held = content(guest);

        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().statusCode(404));

        assertThat(List.of(content(linked), content(full))).containsOnly(held);
        assertThat(base(linked)).isEqualTo("linode/debian12");
        assertThat(base(full)).isEqualTo("none");
    }

    @Test
    void aLinkIsRefusedWhereItCannotBe() {
        refused(Map.of("copy", LINKED, "region", SmallSite.of(1, 4).region()), "region");
        boot();
        refused(Map.of("copy", LINKED), "shut down");
        int full = copied(Map.of("copy", FULL));
        assertThat(base(full)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "LINKED", ""})
    void aWordThatIsNoneIsRefusedByName(String word) {
        refused(Map.of("copy", word), "linked or full");
    }

    @Test
    void copiesIntoAGuestThatIsThereAreChosenAsWell() {
        int near = large(true);
        int far = large(false);
        refused(Map.of("copy", LINKED, "linode_id", far), "another host");

        for (String kind : List.of(LINKED, FULL)) {
            copy(guest, Map.of("copy", kind, "linode_id", near)).statusCode(200);
            settled(near);
        }

        List<Integer> disks =
                tenant.call().get(INSTANCES + "/" + near + "/disks").path("data.id");
        assertThat(disks).hasSize(3);
        assertThat(base(disks.get(1))).isEqualTo("linode/debian12");
        assertThat(base(disks.get(2))).isEqualTo("none");
        assertThat(facts(near, "CopyChosen", "copy")).containsExactlyInAnyOrder("LINKED", "FULL");
    }

    @Test
    void aLinkThatOnlyTheRoomKnowsToBeNoneFailsByName() {
        int whole = copied(Map.of("copy", FULL));
        int target = large(whole, true);

        copy(whole, Map.of("copy", LINKED, "linode_id", target)).statusCode(200);
        settled(target);

        assertThat(facts(target, "ContentsCloneFailed", "cause"))
                .singleElement()
                .asString()
                .contains("no copy can be linked");
        tenant.call()
                .get(INSTANCES + "/" + target + "/disks")
                .then()
                .body("data", hasSize(1))
                .body("data.status", everyItem(equalTo("ready")));
    }

    private int large(boolean beside) {
        return large(guest, beside);
    }

    /** With room for more disks than its own; on the host of another, or on none with it. */
    private int large(int of, boolean beside) {
        long there = hostOf(of);
        List<Long> closed =
                site.hosts().stream().filter(host -> (host == there) != beside).toList();
        closed.forEach(host -> asOperator()
                .body(Map.of("reason", "closed"))
                .post("/admin/v1/hosts/" + host + "/cordon")
                .then()
                .statusCode(200));
        int made = made(Map.of("type", "g6-standard-2"));
        closed.forEach(host -> asOperator()
                .post("/admin/v1/hosts/" + host + "/uncordon")
                .then()
                .statusCode(200));
        tenant.call()
                .body(Map.of("size", 2_000))
                .post(INSTANCES + "/" + made + "/disks/" + made + "/resize")
                .then()
                .statusCode(200);
        settled(made);
        return made;
    }

    private int made(Map<String, Object> wish) {
        var body = new HashMap<String, Object>(Map.of("region", site.region(), "type", "g6-nanode-1"));
        body.putAll(wish);
        int id = tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        settled(id);
        return id;
    }

    private int copied(Map<String, Object> wish) {
        int id = copy(guest, wish).statusCode(200).extract().path("id");
        settled(id);
        return id;
    }

    private ValidatableResponse copy(int of, Map<String, Object> body) {
        return tenant.call().body(body).post(INSTANCES + "/" + of + "/clone").then();
    }

    private void refused(Map<String, Object> body, String words) {
        copy(guest, body)
                .statusCode(400)
                .body("errors[0].field", equalTo("copy"))
                .body("errors[0].reason", containsString(words));
    }

    private void boot() {
        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/boot")
                .then()
                .statusCode(200);
        settled(guest);
    }

    private void settled(int id) {
        Eventually.holds(() -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) id))
                .isZero());
    }

    private long hostOf(int id) {
        return asOperator()
                .get("/admin/v1/instances/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("hostId");
    }

    private List<String> facts(int id, String name, String what) {
        return asOperator()
                .get("/admin/v1/history/instance-" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.findAll { it.event == 'compute." + name + "' }.payload." + what, String.class);
    }

    private String content(int disk) {
        return sql.row("select content from simulated_disk where disk_id = ?", row -> row.getString(1), (long) disk)
                .orElseThrow();
    }

    private String base(int disk) {
        return sql.row(
                        "select coalesce(grows_from, 'none') from simulated_disk where disk_id = ?",
                        row -> row.getString(1),
                        (long) disk)
                .orElseThrow();
    }
}
