package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.compute.reconcile.RoomLeases.Leased;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work for guests is shared among hosts; all of it in a transaction that nobody else sees. */
@QuarkusTest
class RoomLeasesTest {
    private static final int MANY = 1_000;

    @Inject
    Sql sql;

    @Inject
    RoomLeases leases;

    private SmallSite site;
    private TestTenant tenant;
    private long one;
    private long two;
    private final List<Long> ofOne = new ArrayList<>();
    private long ofTwo;

    @BeforeEach
    void guestsOnTwoHosts() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open();
        one = site.hosts().getFirst();
        two = site.hosts().getLast();
        cordon(two, "cordon");
        for (int number = 0; number < 5; number++) {
            ofOne.add(created());
        }
        cordon(two, "uncordon");
        cordon(one, "cordon");
        ofTwo = created();
    }

    @Test
    @TestTransaction
    void aHostWithMuchToDoLeavesHandsForTheOthers() {
        ofOne.forEach(guest -> due(guest, "REBOOT"));
        due(ofTwo, "REBOOT");
        HostShares shares = new HostShares(2);

        List<Leased> first = leased(shares);
        assertThat(first).extracting(Leased::share).containsExactlyInAnyOrder(text(one), text(one), text(two));
        assertThat(leased(shares)).isEmpty();

        first.stream().map(Leased::share).filter(text(one)::equals).forEach(shares::give);
        assertThat(leased(shares)).extracting(Leased::share).containsExactly(text(one), text(one));
    }

    @Test
    @TestTransaction
    void movesTakeOfASharePerPairOfHosts() {
        long hanging = Long.MAX_VALUE;
        ofOne.subList(0, 3).forEach(guest -> move(guest, hanging));
        move(ofOne.get(3), two);
        due(ofOne.getLast(), "REBOOT");
        due(ofTwo, "REBOOT");

        assertThat(leased(new HostShares(2)))
                .extracting(Leased::share)
                .containsExactlyInAnyOrder(
                        one + "+" + hanging,
                        one + "+" + hanging,
                        Math.min(one, two) + "+" + Math.max(one, two),
                        text(one),
                        text(two));
    }

    @Test
    @TestTransaction
    void howeverMuchIsDueForAHostItStandsBeforeNothingOfAnother() {
        ofOne.forEach(guest -> due(guest, "REBOOT"));
        due(ofTwo, "REBOOT");
        sql.change("update room_work set due_at = due_at - interval '1 hour' where instance_id <> ?", ofTwo);

        assertThat(leases.lease("trial", MANY, new HostShares(1)).stream().map(Leased::share))
                .contains(text(one), text(two))
                .doesNotHaveDuplicates();
    }

    private void move(long guest, long goal) {
        sql.change("update instance_view set goal_host_id = ? where id = ?", goal, guest);
        due(guest, "MIGRATE");
    }

    private static String text(long host) {
        return String.valueOf(host);
    }

    private List<Leased> leased(HostShares shares) {
        return leases.lease("trial", MANY, shares).stream()
                .filter(each -> each.job().instance() == ofTwo
                        || ofOne.contains(each.job().instance()))
                .toList();
    }

    private void due(long guest, String action) {
        sql.change(
                "insert into room_work (instance_id, action, due_at, attempts) values (?, ?, clock_timestamp(), 0)",
                guest,
                action);
    }

    private static void cordon(long host, String how) {
        asOperator().post("/admin/v1/hosts/" + host + "/" + how).then().statusCode(200);
    }

    private long created() {
        int id = tenant.call()
                .body(Map.of(
                        "type",
                        "g6-nanode-1",
                        "region",
                        site.region(),
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a Password of some length"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> {
            asOperator().get("/admin/v1/instances/" + id).then().body("status", equalTo("RUNNING"));
            assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) id))
                    .isZero();
        });
        return id;
    }
}
