package myidc.compute.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.compute.port.HostProbe.Counts;
import myidc.compute.port.HostProbe.Passed;
import myidc.compute.read.GuestLoads;
import myidc.compute.read.GuestLoads.Load;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.Test;

/** Counts of guests become what they used, and their tenant sees it. */
@QuarkusTest
class GuestCountingTest {
    /** The beginning of a slot of five minutes. */
    private static final Instant NOON = Instant.parse("2025-03-04T12:00:00Z");

    @Inject
    GuestLoadTable table;

    @Inject
    GuestLoads loads;

    @Test
    void whatWasUsedBetweenTwoLooksIsInTheSlotOfTheSecond() {
        Made made = made();

        table.take(made.host(), NOON.plusSeconds(10), List.of(counts(made.guest(), 1_000, 500)));
        table.take(made.host(), NOON.plusSeconds(40), List.of(counts(made.guest(), 4_000, 700)));
        table.take(made.host(), NOON.plusSeconds(70), List.of(counts(made.guest(), 5_000, 900)));

        Load load = only(made);
        assertThat(load.seconds()).isEqualTo(60);
        assertThat(load.cpuNanos()).isEqualTo(4_000);
        assertThat(load.outside().in()).isEqualTo(400);
        assertThat(load.slot()).isEqualTo(NOON);
    }

    @Test
    void countsThatBeganAnewAreNotTakenForLess() {
        Made made = made();

        table.take(made.host(), NOON.plusSeconds(10), List.of(counts(made.guest(), 9_000, 500)));
        table.take(made.host(), NOON.plusSeconds(40), List.of(counts(made.guest(), 100, 20)));

        assertThat(only(made).cpuNanos()).isEqualTo(100);
        assertThat(only(made).outside().in()).isEqualTo(20);
    }

    @Test
    void whatAHostCountsOfAGuestThatIsElsewhereByTheBookIsPassedOver() {
        Made made = made();
        HostId other = new HostId(made.host().value() + 1_000_000);

        table.take(other, NOON.plusSeconds(10), List.of(counts(made.guest(), 1_000, 500)));
        table.take(other, NOON.plusSeconds(40), List.of(counts(made.guest(), 4_000, 700)));

        assertThat(loads.of(made.guest(), NOON, NOON.plusSeconds(300))).isEmpty();
    }

    @Test
    void aTenantSeesChartsAndTrafficOfItsMachineInTheMonth() {
        Made made = made();
        table.take(made.host(), NOON.plusSeconds(10), List.of(counts(made.guest(), 0, 0)));
        table.take(made.host(), NOON.plusSeconds(40), List.of(counts(made.guest(), 15_000_000_000L, 3_000)));

        var stats = made.tenant()
                .call()
                .get("/v4/linode/instances/" + made.guest().value() + "/stats/2025/3")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var transfer = made.tenant()
                .call()
                .get("/v4/linode/instances/" + made.guest().value() + "/transfer/2025/3")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(stats.getLong("data.cpu[0][0]")).isEqualTo(NOON.toEpochMilli());
        assertThat(stats.getDouble("data.cpu[0][1]")).isEqualTo(50);
        assertThat(stats.getDouble("data.netv4.in[0][1]")).isEqualTo(800);
        assertThat(stats.getDouble("data.io.io[0][1]")).isEqualTo(0);
        assertThat(transfer.getLong("bytes_in")).isEqualTo(3_000);
    }

    @Test
    void whatIsOldIsForgotten() {
        Made made = made();
        table.take(made.host(), NOON.plusSeconds(10), List.of(counts(made.guest(), 1_000, 500)));
        table.take(made.host(), NOON.plusSeconds(40), List.of(counts(made.guest(), 4_000, 700)));

        boolean more = true;
        while (more) {
            more = table.forget(NOON.plusSeconds(1), 1_000);
        }

        assertThat(loads.of(made.guest(), NOON, NOON.plusSeconds(300))).isEmpty();
    }

    private Load only(Made made) {
        List<Load> found = loads.of(made.guest(), NOON, NOON.plusSeconds(300));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Counts counts(InstanceId guest, long cpuNanos, long in) {
        return new Counts(guest, cpuNanos, 128L, 0, 0, List.of(new Passed(in, 0)));
    }

    private static Made made() {
        SmallSite site = SmallSite.of(1, 8);
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "booted", false))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return new Made(new HostId(site.hosts().getFirst()), new InstanceId(id), tenant);
    }

    private record Made(HostId host, InstanceId guest, TestTenant tenant) {}
}
