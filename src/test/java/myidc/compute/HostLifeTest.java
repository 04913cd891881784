package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import myidc.compute.HostCommand.ChangeOvercommit;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.HostCommand.ConnectHost;
import myidc.compute.HostCommand.CordonHost;
import myidc.compute.HostCommand.DisconnectHost;
import myidc.compute.HostCommand.DrainHost;
import myidc.compute.HostCommand.EnableHost;
import myidc.compute.HostCommand.MoveHost;
import myidc.compute.HostCommand.PinHost;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.HostCommand.ReportHostLost;
import myidc.compute.HostCommand.ReportHostReturned;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.HostCommand.UncordonHost;
import myidc.compute.HostCommand.UnpinHost;
import myidc.compute.event.HostEvent.CapacityReleased;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.HostConnected;
import myidc.compute.event.HostEvent.HostCordoned;
import myidc.compute.event.HostEvent.HostDisconnected;
import myidc.compute.event.HostEvent.HostDrainRequested;
import myidc.compute.event.HostEvent.HostDrained;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.HostEvent.HostLost;
import myidc.compute.event.HostEvent.HostMoved;
import myidc.compute.event.HostEvent.HostPinned;
import myidc.compute.event.HostEvent.HostReturned;
import myidc.compute.event.HostEvent.HostUncordoned;
import myidc.compute.event.HostEvent.HostUnpinned;
import myidc.compute.event.HostEvent.OvercommitChanged;
import myidc.compute.event.HostEvent.ReservationChanged;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
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

/** What a host's life allows: never more promised than there is. */
@QuarkusTest
@TestTransaction
class HostLifeTest {
    private static final HostId HOST = new HostId(9_000_000_001L);
    private static final DeviceId DEVICE = new DeviceId(9_000_000_001L);
    private static final SiteId SITE = new SiteId(9_000_000_001L);
    private static final InstanceId GUEST = new InstanceId(9_000_000_001L);
    private static final TenantId TENANT = new TenantId(9_000_000_001L);
    private static final InstanceId OTHER = new InstanceId(9_000_000_002L);
    private static final Resources HAS = new Resources(4, 8_192, 102_400);
    private static final Overcommit TWICE = new Overcommit(new BigDecimal("2"), BigDecimal.ONE);
    private static final Resources SMALL = new Resources(2, 2_048, 10_240);
    private static final Resources LARGE = new Resources(6, 6_144, 10_240);

    private static final HostEnabled ENABLED = new HostEnabled(HOST, DEVICE, SITE, "node-1", HAS, TWICE);

    @Inject
    Claims claims;

    @Inject
    Clock clock;

    private AggregateTestFixture<Host> host;

    @BeforeEach
    void aFixture() {
        host = new AggregateTestFixture<>(Host.class);
        host.registerInjectableResource(claims);
        host.registerInjectableResource(clock);
    }

    @Test
    void aDeviceBecomesAHost() {
        host.givenNoPriorActivity()
                .when(new EnableHost(HOST, DEVICE, SITE, "node-1", HAS, TWICE))
                .expectEvents(ENABLED);
    }

    @Test
    void anOvercommitmentBeyondReasonIsRefused() {
        Overcommit wild = new Overcommit(new BigDecimal("33"), BigDecimal.ONE);

        host.givenNoPriorActivity()
                .when(new EnableHost(HOST, DEVICE, SITE, "node-1", HAS, wild))
                .expectNoEvents()
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void roomIsReservedUpToCapacityTimesRatio() {
        host.given(ENABLED, new CapacityReserved(HOST, OTHER, SMALL))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, LARGE))
                .expectEvents(new CapacityReserved(HOST, GUEST, LARGE));
    }

    @Test
    void notOnePartMoreIsReserved() {
        Resources oneMore = LARGE.plus(new Resources(1, 0, 0));

        host.given(ENABLED, new CapacityReserved(HOST, OTHER, SMALL))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, oneMore))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
    }

    @Test
    void anEmptyHostGoesToAnotherSiteAndOneWithGuestsStays() {
        SiteId elsewhere = new SiteId(9_000_000_002L);

        host.given(ENABLED).when(new MoveHost(HOST, elsewhere)).expectEvents(new HostMoved(HOST, elsewhere));
        host.given(ENABLED).when(new MoveHost(HOST, SITE)).expectNoEvents();
        host.given(ENABLED, new CapacityReserved(HOST, OTHER, SMALL))
                .when(new MoveHost(HOST, elsewhere))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.HOST_STATE));
    }

    @Test
    void diskIsNeverOvercommitted() {
        Resources disk = new Resources(1, 1, HAS.diskMb() + 1);

        host.given(ENABLED)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, disk))
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
    }

    @Test
    void whatIsReservedTwiceOrReleasedTwiceChangesNothing() {
        host.given(ENABLED, new CapacityReserved(HOST, GUEST, SMALL))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL))
                .expectNoEvents();
        host.given(ENABLED).when(new ReleaseCapacity(HOST, GUEST)).expectNoEvents();
    }

    @Test
    void whatIsReleasedCanBeReservedAgain() {
        Resources all = TWICE.over(HAS);

        host.given(ENABLED, new CapacityReserved(HOST, OTHER, all), new CapacityReleased(HOST, OTHER, all))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, all))
                .expectEvents(new CapacityReserved(HOST, GUEST, all));
    }

    @Test
    void aReservationGrowsOnlyIntoFreeRoom() {
        host.given(ENABLED, new CapacityReserved(HOST, GUEST, SMALL))
                .when(new ChangeReservation(HOST, GUEST, LARGE))
                .expectEvents(new ReservationChanged(HOST, GUEST, SMALL, LARGE));
        host.given(ENABLED, new CapacityReserved(HOST, OTHER, LARGE), new CapacityReserved(HOST, GUEST, SMALL))
                .when(new ChangeReservation(HOST, GUEST, LARGE))
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
    }

    @Test
    void aCordonedHostTakesNobodyUntilItIsUncordoned() {
        HostCordoned cordoned = new HostCordoned(HOST, "maintenance");

        host.given(ENABLED).when(new CordonHost(HOST, "maintenance")).expectEvents(cordoned);
        host.given(ENABLED, cordoned)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL))
                .expectException(refusedFor(ComputeRefusal.HOST_CLOSED));
        host.given(ENABLED, cordoned).when(new UncordonHost(HOST)).expectEvents(new HostUncordoned(HOST));
        host.given(ENABLED).when(new UncordonHost(HOST)).expectException(refusedFor(ComputeRefusal.HOST_STATE));
    }

    @Test
    void aHostKeptForTenantsTakesNobodyElsesGuestsAndLeavesThoseItHas() {
        TenantId other = new TenantId(9_000_000_002L);
        HostPinned pinned = new HostPinned(HOST, List.of(TENANT), true, "bought it");
        CapacityReserved before = new CapacityReserved(HOST, OTHER, SMALL);

        host.given(ENABLED, before)
                .when(new PinHost(HOST, List.of(TENANT), true, "bought it"))
                .expectEvents(pinned);
        host.given(ENABLED, pinned)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL))
                .expectEvents(new CapacityReserved(HOST, GUEST, SMALL));
        host.given(ENABLED, pinned)
                .when(new ReserveCapacity(HOST, GUEST, other, SMALL))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.HOST_PINNED));
        host.given(ENABLED, pinned, new HostUnpinned(HOST))
                .when(new ReserveCapacity(HOST, GUEST, other, SMALL))
                .expectEvents(new CapacityReserved(HOST, GUEST, SMALL));
    }

    @Test
    void whomAHostIsKeptForIsSaidOnceAndTakenBackOnce() {
        HostPinned pinned = new HostPinned(HOST, List.of(TENANT), false, "bought it");

        host.given(ENABLED, pinned)
                .when(new PinHost(HOST, List.of(TENANT), false, "again"))
                .expectNoEvents();
        host.given(ENABLED, pinned)
                .when(new PinHost(HOST, List.of(TENANT), true, "stricter"))
                .expectEvents(new HostPinned(HOST, List.of(TENANT), true, "stricter"));
        host.given(ENABLED)
                .when(new PinHost(HOST, List.of(), true, "nobody"))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        host.given(ENABLED)
                .when(new PinHost(HOST, List.of(TENANT, TENANT), true, "twice"))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        host.given(ENABLED, pinned).when(new UnpinHost(HOST)).expectEvents(new HostUnpinned(HOST));
        host.given(ENABLED).when(new UnpinHost(HOST)).expectException(refusedFor(ComputeRefusal.HOST_STATE));
    }

    @Test
    void aHostIsDrainedWhenItsLastGuestIsGone() {
        CapacityReserved reserved = new CapacityReserved(HOST, GUEST, SMALL);

        host.given(ENABLED, reserved).when(new DrainHost(HOST)).expectEvents(new HostDrainRequested(HOST));
        host.given(ENABLED, reserved, new HostDrainRequested(HOST))
                .when(new ReleaseCapacity(HOST, GUEST))
                .expectEvents(new CapacityReleased(HOST, GUEST, SMALL), new HostDrained(HOST));
        host.given(ENABLED).when(new DrainHost(HOST)).expectEvents(new HostDrainRequested(HOST), new HostDrained(HOST));
    }

    @Test
    void aLostHostTakesNobodyUntilItReturns() {
        HostLost lost = new HostLost(HOST, "no answer");

        host.given(ENABLED).when(new ReportHostLost(HOST, "no answer")).expectEvents(lost);
        host.given(ENABLED, lost)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL))
                .expectException(refusedFor(ComputeRefusal.HOST_CLOSED));
        host.given(ENABLED, lost).when(new ReportHostReturned(HOST)).expectEvents(new HostReturned(HOST));
    }

    @Test
    void onlyAnEmptyHostBecomesARealOneOrASimulatedOneAgain() {
        HostConnected connected = new HostConnected(HOST, "qemu:///system");
        CapacityReserved reserved = new CapacityReserved(HOST, GUEST, SMALL);

        host.given(ENABLED).when(new ConnectHost(HOST, "qemu:///system")).expectEvents(connected);
        host.given(ENABLED, connected)
                .when(new ConnectHost(HOST, "qemu:///system"))
                .expectNoEvents();
        host.given(ENABLED, connected, reserved)
                .when(new ConnectHost(HOST, "qemu+tls://h1/system"))
                .expectEvents(new HostConnected(HOST, "qemu+tls://h1/system"));
        host.given(ENABLED, reserved)
                .when(new ConnectHost(HOST, "qemu:///system"))
                .expectException(refusedFor(ComputeRefusal.HOST_STATE));
        host.given(ENABLED, connected, reserved)
                .when(new DisconnectHost(HOST))
                .expectException(refusedFor(ComputeRefusal.HOST_STATE));
        host.given(ENABLED, connected).when(new DisconnectHost(HOST)).expectEvents(new HostDisconnected(HOST));
        host.given(ENABLED).when(new DisconnectHost(HOST)).expectException(refusedFor(ComputeRefusal.HOST_STATE));
    }

    @Test
    void howOftenItIsPromisedCanChangeAndWhatIsPromisedStays() {
        Overcommit once = new Overcommit(BigDecimal.ONE, BigDecimal.ONE);
        OvercommitChanged changed = new OvercommitChanged(HOST, once, "steal time");
        CapacityReserved large = new CapacityReserved(HOST, GUEST, LARGE);

        host.given(ENABLED, large)
                .when(new ChangeOvercommit(HOST, once, null, "steal time"))
                .expectEvents(changed);
        host.given(ENABLED, large)
                .when(new ChangeOvercommit(HOST, TWICE, null, "as it is"))
                .expectNoEvents();
        host.given(ENABLED, large, changed)
                .when(new ReserveCapacity(HOST, OTHER, TENANT, new Resources(1, 1_024, 1_024)))
                .expectException(refusedFor(ComputeRefusal.HOST_FULL));
        host.given(ENABLED, large, changed)
                .when(new ChangeReservation(HOST, GUEST, SMALL))
                .expectEvents(new ReservationChanged(HOST, GUEST, LARGE, SMALL));
        host.given(ENABLED)
                .when(new ChangeOvercommit(HOST, new Overcommit(new BigDecimal("32.1"), BigDecimal.ONE), null, "much"))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }
}
