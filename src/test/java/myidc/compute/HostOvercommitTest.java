package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import myidc.compute.HostCommand.ChangeOvercommit;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.HostCommand.WithdrawOvercommitPlan;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.HostEvent.OvercommitChanged;
import myidc.compute.event.HostEvent.OvercommitPlanWithdrawn;
import myidc.compute.event.HostEvent.OvercommitPlanned;
import myidc.compute.event.HostEvent.ReservationChanged;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many times over a host may be promised, by date. */
@QuarkusTest
@TestTransaction
class HostOvercommitTest {
    private static final Instant NOW = Instant.parse("2031-05-01T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final HostId HOST = new HostId(9_000_000_101L);
    private static final InstanceId GUEST = new InstanceId(9_000_000_101L);
    private static final TenantId TENANT = new TenantId(9_000_000_101L);
    private static final Overcommit ONCE = times("1");
    private static final Overcommit TWICE = times("2");
    private static final Resources SIX = new Resources(6, 1_024, 1_024);
    private static final HostEnabled ENABLED = new HostEnabled(
            HOST,
            new DeviceId(9_000_000_101L),
            new SiteId(9_000_000_101L),
            "node-1",
            new Resources(4, 8_192, 102_400),
            ONCE);

    @Inject
    Claims claims;

    private AggregateTestFixture<Host> host;

    @BeforeEach
    void aFixture() {
        host = new AggregateTestFixture<>(Host.class);
        host.registerInjectableResource(claims);
        host.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void whatBeginsLaterIsAPlanAndWhatBeginsNowIsAChange() {
        host.given(ENABLED)
                .when(new ChangeOvercommit(HOST, TWICE, LATER, "idle guests"))
                .expectEvents(planned(1, TWICE, LATER));
        host.given(ENABLED)
                .when(new ChangeOvercommit(HOST, TWICE, NOW, "idle guests"))
                .expectEvents(new OvercommitChanged(HOST, TWICE, "idle guests"));
        host.given(ENABLED)
                .when(new ChangeOvercommit(HOST, TWICE, null, "idle guests"))
                .expectEvents(new OvercommitChanged(HOST, TWICE, "idle guests"));
    }

    @Test
    void fromTheInstantOnAndNotBeforeTheHostPromisesByIt() {
        ReserveCapacity wish = new ReserveCapacity(HOST, GUEST, TENANT, SIX);

        host.given(ENABLED, planned(1, TWICE, NOW.plusNanos(1)))
                .when(wish)
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
        host.given(ENABLED, planned(1, TWICE, NOW)).when(wish).expectEvents(new CapacityReserved(HOST, GUEST, SIX));
        host.given(ENABLED, planned(1, TWICE, NOW.minusSeconds(60)), planned(2, ONCE, NOW))
                .when(wish)
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
        host.given(ENABLED, planned(1, ONCE, NOW), planned(2, TWICE, NOW.minusSeconds(60)))
                .when(wish)
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
        host.given(ENABLED, planned(1, TWICE, NOW), new OvercommitPlanWithdrawn(HOST, 1))
                .when(wish)
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
    }

    @Test
    void whatIsPromisedStaysWhereLessMayBeFromAnInstantOn() {
        Resources five = new Resources(5, 1_024, 1_024);
        CapacityReserved six = new CapacityReserved(HOST, GUEST, SIX);
        OvercommitPlanned twice = planned(1, TWICE, NOW.minusSeconds(60));

        host.given(ENABLED, twice, six)
                .when(new ChangeOvercommit(HOST, ONCE, LATER, "idle guests"))
                .expectEvents(planned(2, ONCE, LATER));
        host.given(ENABLED, twice, six, planned(2, ONCE, NOW))
                .when(new ChangeReservation(HOST, GUEST, five))
                .expectEvents(new ReservationChanged(HOST, GUEST, SIX, five));
        host.given(ENABLED, twice, six, planned(2, ONCE, NOW))
                .when(new ReserveCapacity(HOST, new InstanceId(9_000_000_102L), TENANT, new Resources(1, 1, 1)))
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
    }

    @Test
    void aChangeAtOnceIsNoneWhereItIsInForceAlready() {
        host.given(ENABLED, planned(1, TWICE, NOW))
                .when(new ChangeOvercommit(HOST, TWICE, null, "as it is"))
                .expectNoEvents();
    }

    @Test
    void onlyWhatHasNotBegunIsTakenBack() {
        host.given(ENABLED, planned(1, TWICE, LATER))
                .when(new WithdrawOvercommitPlan(HOST, 1))
                .expectEvents(new OvercommitPlanWithdrawn(HOST, 1));
        host.given(ENABLED, planned(1, TWICE, NOW))
                .when(new WithdrawOvercommitPlan(HOST, 1))
                .expectException(refusedFor(ComputeRefusal.OVERCOMMIT_PLAN_BEGUN));
        host.given(ENABLED, planned(1, TWICE, LATER), new OvercommitPlanWithdrawn(HOST, 1))
                .when(new WithdrawOvercommitPlan(HOST, 1))
                .expectException(refusedFor(ComputeRefusal.OVERCOMMIT_PLAN_NOT_FOUND));
    }

    @Test
    void datesThatCannotBeAreRefusedAndTheSameIsSaidOnce() {
        for (Instant wrong : List.of(NOW.minusNanos(1), NOW.plus(Duration.ofDays(3_661)))) {
            host.given(ENABLED)
                    .when(new ChangeOvercommit(HOST, TWICE, wrong, "idle guests"))
                    .expectNoEvents()
                    .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        }
        host.given(ENABLED, planned(1, TWICE, LATER))
                .when(new ChangeOvercommit(HOST, times("3"), LATER, "idle guests"))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        host.given(ENABLED, planned(1, TWICE, LATER))
                .when(new ChangeOvercommit(HOST, TWICE, LATER, "once more"))
                .expectNoEvents();
    }

    @Test
    void atMostTwentyChangesAreToCome() {
        Object[] twenty = IntStream.rangeClosed(0, 20)
                .mapToObj(number -> number == 0 ? ENABLED : planned(number, TWICE, LATER.plusSeconds(number)))
                .toArray();

        host.given(twenty)
                .when(new ChangeOvercommit(HOST, TWICE, LATER, "one more"))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.HOST_STATE));
    }

    @Test
    void aSnapshotKeepsTheDatesAndOneFromBeforeThereWereAnyHasItsLimit() throws Exception {
        ObjectMapper json = StoreMapper.fields();
        Host kept = new Host();
        kept.evolve(ENABLED);
        kept.evolve(planned(1, TWICE, LATER));
        String snapshot = json.writeValueAsString(kept);

        Host restored = json.readValue(snapshot, Host.class);

        assertThat(json.writeValueAsString(restored)).isEqualTo(snapshot);
        assertThat(restored.most(NOW).vcpus()).isEqualTo(4);
        assertThat(restored.most(LATER).vcpus()).isEqualTo(8);
        Host old = json.readValue(
                "{\"id\": 1, \"capacity\": {\"vcpus\": 4, \"memoryMb\": 8192, \"diskMb\": 1024},"
                        + " \"limit\": {\"vcpus\": 12, \"memoryMb\": 8192, \"diskMb\": 1024}}",
                Host.class);
        assertThat(old.most(NOW).vcpus()).isEqualTo(12);
    }

    private static Overcommit times(String vcpu) {
        return new Overcommit(new BigDecimal(vcpu), BigDecimal.ONE);
    }

    private static OvercommitPlanned planned(int number, Overcommit overcommit, Instant from) {
        return new OvercommitPlanned(HOST, number, overcommit, from, "idle guests");
    }
}
