package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.tenant.linode.GuestMarks.Mark;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list tells of each guest what the guest itself tells, whatever of it changed since the list was asked for. */
@QuarkusTest
class ListedGuestsTest {
    private static final String GUESTS = "/v4/linode/instances";

    @Inject
    Sql sql;

    @Inject
    GuestMarks marks;

    private final String region = "cn-listed-" + TestTenants.unique();
    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void room() {
        SmallSite.of(region, 2, 8);
        tenant = TestTenants.open();
        guest = create();
        create();
        Eventually.holds(() -> assertThat(listed()).containsEntry("status", "running"));
    }

    @Test
    void whateverChangesIsListedAtOnce() {
        same();
        change("PUT", GUESTS + "/" + guest, Map.of("label", "renamed-" + guest, "tags", List.of("listed")));
        assertThat(same()).containsEntry("label", "renamed-" + guest).containsEntry("tags", List.of("listed"));
        change("PUT", GUESTS + "/" + guest, Map.of("alerts", Map.of("cpu", 77)));
        assertThat(same().get("alerts")).asString().contains("cpu=77");
        change("POST", GUESTS + "/" + guest + "/ips", Map.of("type", "ipv4", "public", true));
        assertThat((List<?>) same().get("ipv4")).hasSize(2);
        change("POST", GUESTS + "/" + guest + "/shutdown", Map.of());
        Eventually.holds(() -> assertThat(listed()).containsEntry("status", "offline"));
        same();
    }

    @Test
    void whatAGuestIsInIsListedAtOnce() {
        same();
        int group = tenant.call()
                .body(Map.of(
                        "label",
                        "kept-apart",
                        "region",
                        region,
                        "placement_group_type",
                        "anti_affinity:local",
                        "placement_group_policy",
                        "flexible"))
                .post("/v4/placement/groups")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        change("POST", "/v4/placement/groups/" + group + "/assign", Map.of("linodes", List.of(guest)));
        assertThat(same().get("placement_group")).asString().contains("kept-apart");
        change("PUT", "/v4/placement/groups/" + group, Map.of("label", "apart-still"));
        assertThat(same().get("placement_group")).asString().contains("apart-still");
        change("POST", "/v4/placement/groups/" + group + "/unassign", Map.of("linodes", List.of(guest)));
        assertThat(same().get("placement_group")).isNull();
    }

    @Test
    void aRowThatAnythingWroteIsReadAgain() {
        same();
        Object transfer = transfer();
        sql.change("update instance_view set transfer_gb = transfer_gb + 1 where id = ?", guest);
        assertThat(transfer()).isNotEqualTo(transfer);
        sql.change("update instance_view set transfer_gb = transfer_gb - 1 where id = ?", guest);
        assertThat(transfer()).isEqualTo(transfer);
    }

    @Test
    void whatOneTenantWasShownNoOtherIs() {
        same();

        TestTenants.open().call().get(GUESTS + "/" + guest).then().statusCode(404);
        TestTenants.open().call().get(GUESTS).then().statusCode(200).body("results", equalTo(0));
    }

    @Test
    void whateverIsWrittenMarksWhatItIsShownIn() {
        TenantId own = new TenantId(tenant.id());
        Page.Ask first = new Page.Ask(1, 1);
        assertThat(marks.of(new TenantId(Long.MAX_VALUE), guest)).isEmpty();

        QuarkusTransaction.begin();
        try {
            differs(own, first, "update instance_view set label = 'marked' where id = ?");
            differs(own, first, "update address_view set note = 'marked' where holder = 'instance-' || ?");
            differs(
                    own,
                    first,
                    "insert into gpu_hold_view (part, gpu_id, slice, host_id, instance_id, address, model, present, wanted)"
                            + " values ('marked', 1, 0, 1, ?, '', '', true, false)");
            Mark page = marks.of(own, first).orElseThrow();
            sql.change("delete from instance_view where tenant_id = ? and id <> ?", tenant.id(), guest);
            assertThat(marks.of(own, first)).isNotEqualTo(Optional.of(page));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void differs(TenantId own, Page.Ask first, String change) {
        Mark one = marks.of(own, guest).orElseThrow();
        Mark page = marks.of(own, first).orElseThrow();
        assertThat(marks.of(own, guest)).contains(one);
        sql.change(change, (long) guest);
        assertThat(marks.of(own, guest)).isNotEmpty().isNotEqualTo(Optional.of(one));
        assertThat(marks.of(own, first)).isNotEmpty().isNotEqualTo(Optional.of(page));
    }

    private Object transfer() {
        return ((Map<?, ?>) Objects.requireNonNull(same().get("specs"))).get("transfer");
    }

    private Map<String, Object> same() {
        Map<String, Object> one =
                tenant.call().get(GUESTS + "/" + guest).jsonPath().getMap("$");
        assertThat(listed()).isEqualTo(one);
        return one;
    }

    private Map<String, Object> listed() {
        return tenant.call()
                .get(GUESTS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("data.find { it.id == " + guest + " }");
    }

    private void change(String method, String path, Map<String, Object> body) {
        tenant.call().body(body).request(method, path).then().statusCode(200);
    }

    private int create() {
        return tenant.call()
                .body(Map.of(
                        "type",
                        "g6-nanode-1",
                        "region",
                        region,
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Long-enough-9"))
                .post(GUESTS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
