package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import myidc.compute.GpuCommand.ChangeGpu;
import myidc.compute.GpuCommand.FitGpu;
import myidc.compute.GpuCommand.KeepGpus;
import myidc.compute.GpuCommand.RemoveGpu;
import myidc.compute.GpuCommand.SettleGpus;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.event.GpuCard;
import myidc.compute.event.GpuEvent.GpuChanged;
import myidc.compute.event.GpuEvent.GpuFitted;
import myidc.compute.event.GpuEvent.GpuRemoved;
import myidc.compute.event.GpuEvent.GpusHeld;
import myidc.compute.event.GpuEvent.GpusKept;
import myidc.compute.event.GpuEvent.GpusReleased;
import myidc.compute.event.GpuEvent.GpusSettled;
import myidc.compute.event.GpuPart;
import myidc.compute.event.HostEvent.CapacityReleased;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.platform.db.Claims;
import myidc.shared.id.DeviceId;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which guest has which GPU of a host. */
@QuarkusTest
@TestTransaction
class HostGpusTest {
    private static final String A10 = "NVIDIA A10";
    private static final HostId HOST = new HostId(9_100_000_001L);
    private static final InstanceId GUEST = new InstanceId(9_100_000_001L);
    private static final TenantId TENANT = new TenantId(9_000_000_001L);
    private static final InstanceId OTHER = new InstanceId(9_100_000_002L);
    private static final GpuId FIRST = new GpuId(9_100_000_001L);
    private static final GpuId SECOND = new GpuId(9_100_000_002L);
    private static final Resources SMALL = new Resources(1, 1_024, 1_024);
    private static final GpuCard CARD = new GpuCard(A10, "0000:01:00.0", 24_576, null, 0);
    private static final GpuCard SLICED = new GpuCard(A10, "0000:02:00.0", 24_576, "nvidia-592", 2);
    private static final GpuPart WHOLE = new GpuPart(FIRST, "0000:01:00.0", A10, null, 0);
    private static final GpuPart SLICE_1 = new GpuPart(SECOND, "0000:02:00.0", A10, "nvidia-592", 1);
    private static final GpuPart SLICE_2 = new GpuPart(SECOND, "0000:02:00.0", A10, "nvidia-592", 2);
    private static final GpuWish ONE_WHOLE = new GpuWish(1, A10, null);
    private static final GpuWish ONE_SLICE = new GpuWish(1, null, "nvidia-592");
    private static final HostEnabled ENABLED = new HostEnabled(
            HOST,
            new DeviceId(9_100_000_001L),
            new SiteId(9_100_000_001L),
            "node-1",
            new Resources(64, 65_536, 102_400),
            new Overcommit(BigDecimal.ONE, BigDecimal.ONE));
    private static final GpuFitted HAS_CARD = new GpuFitted(HOST, FIRST, CARD);
    private static final GpuFitted HAS_SLICED = new GpuFitted(HOST, SECOND, SLICED);

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
    void aGpuIsFittedOfferedOtherwiseAndTakenOut() {
        host.given(ENABLED).when(new FitGpu(HOST, FIRST, CARD)).expectEvents(HAS_CARD);
        host.given(ENABLED, HAS_CARD)
                .when(new ChangeGpu(HOST, FIRST, SLICED))
                .expectEvents(new GpuChanged(HOST, FIRST, SLICED));
        host.given(ENABLED, HAS_CARD).when(new ChangeGpu(HOST, FIRST, CARD)).expectNoEvents();
        host.given(ENABLED, HAS_CARD)
                .when(new RemoveGpu(HOST, FIRST))
                .expectEvents(new GpuRemoved(HOST, FIRST, CARD.address()));
        host.given(ENABLED).when(new RemoveGpu(HOST, FIRST)).expectException(refusedFor(ComputeRefusal.GPU_NOT_FOUND));
    }

    @Test
    void oneAddressHasOneGpu() {
        host.given(ENABLED, HAS_CARD)
                .when(new FitGpu(HOST, SECOND, CARD))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.GPU_TAKEN));
        host.given(ENABLED, HAS_CARD, HAS_SLICED)
                .when(new ChangeGpu(HOST, SECOND, CARD))
                .expectException(refusedFor(ComputeRefusal.GPU_TAKEN));
    }

    @Test
    void aPartOfTheHostComesWithTheGpusThatAreWanted() {
        host.given(ENABLED, HAS_CARD, HAS_SLICED)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(ONE_WHOLE, ONE_SLICE), false))
                .expectEvents(
                        new CapacityReserved(HOST, GUEST, SMALL), new GpusHeld(HOST, GUEST, List.of(WHOLE, SLICE_1)));
    }

    @Test
    void whatAGuestHasIsNobodyElses() {
        host.given(
                        ENABLED,
                        HAS_CARD,
                        new CapacityReserved(HOST, OTHER, SMALL),
                        new GpusHeld(HOST, OTHER, List.of(WHOLE)))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(ONE_WHOLE), false))
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.GPUS_TAKEN));
        host.given(
                        ENABLED,
                        HAS_SLICED,
                        new CapacityReserved(HOST, OTHER, SMALL),
                        new GpusHeld(HOST, OTHER, List.of(SLICE_1)))
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(ONE_SLICE), false))
                .expectEvents(new CapacityReserved(HOST, GUEST, SMALL), new GpusHeld(HOST, GUEST, List.of(SLICE_2)));
    }

    @Test
    void aClaimOfAnotherHoldsEvenWhereTheHostKnowsNothingOfIt() {
        claims.take(new Claims.Claim("compute.gpu", WHOLE.key(), "type"), OTHER.text(), ComputeRefusal.GPUS_TAKEN);

        host.given(ENABLED, HAS_CARD)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(ONE_WHOLE), false))
                .expectException(refusedFor(ComputeRefusal.GPUS_TAKEN));
    }

    @Test
    void anotherModelOrTypeIsNotWhatIsWanted() {
        host.given(ENABLED, HAS_CARD, HAS_SLICED)
                .when(new ReserveCapacity(
                        HOST, GUEST, TENANT, SMALL, List.of(new GpuWish(1, "NVIDIA H100", null)), false))
                .expectException(refusedFor(ComputeRefusal.GPUS_TAKEN));
        host.given(ENABLED, HAS_CARD, HAS_SLICED)
                .when(new ReserveCapacity(
                        HOST, GUEST, TENANT, SMALL, List.of(new GpuWish(1, null, "nvidia-999")), false))
                .expectException(refusedFor(ComputeRefusal.GPUS_TAKEN));
        host.given(ENABLED, HAS_CARD, HAS_SLICED)
                .when(new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(new GpuWish(2, null, null)), false))
                .expectException(refusedFor(ComputeRefusal.GPUS_TAKEN));
    }

    @Test
    void whatIsHeldStaysAsItIs() {
        Object[] held = {
            ENABLED, HAS_CARD, new CapacityReserved(HOST, GUEST, SMALL), new GpusHeld(HOST, GUEST, List.of(WHOLE))
        };
        host.given(held).when(new RemoveGpu(HOST, FIRST)).expectException(refusedFor(ComputeRefusal.GPU_HELD));
        host.given(held).when(new ChangeGpu(HOST, FIRST, SLICED)).expectException(refusedFor(ComputeRefusal.GPU_HELD));
    }

    @Test
    void aGuestThatLeavesGivesAllBack() {
        host.given(
                        ENABLED,
                        HAS_CARD,
                        HAS_SLICED,
                        new CapacityReserved(HOST, GUEST, SMALL),
                        new GpusHeld(HOST, GUEST, List.of(WHOLE)),
                        new GpusKept(HOST, GUEST, List.of(SLICE_1)))
                .when(new ReleaseCapacity(HOST, GUEST))
                .expectEvents(
                        new GpusReleased(HOST, GUEST, List.of(WHOLE, SLICE_1)),
                        new CapacityReleased(HOST, GUEST, SMALL));
    }

    @Test
    void aResizeKeepsWhatIsToComeBesideWhatIsThere() {
        Object[] held = {
            ENABLED,
            HAS_CARD,
            HAS_SLICED,
            new CapacityReserved(HOST, GUEST, SMALL),
            new GpusHeld(HOST, GUEST, List.of(SLICE_2))
        };
        GpuWish two = new GpuWish(2, null, "nvidia-592");
        host.given(held)
                .when(new KeepGpus(HOST, GUEST, List.of(two)))
                .expectEvents(new GpusKept(HOST, GUEST, List.of(SLICE_2, SLICE_1)));
        host.given(held)
                .when(new KeepGpus(HOST, GUEST, List.of(ONE_WHOLE)))
                .expectEvents(new GpusKept(HOST, GUEST, List.of(WHOLE)));
        host.given(held).when(new KeepGpus(HOST, GUEST, List.of())).expectEvents(new GpusKept(HOST, GUEST, List.of()));
        host.given(ENABLED).when(new KeepGpus(HOST, GUEST, List.of())).expectNoEvents();
    }

    @Test
    void whatWasKeptIsTheGuestsOnceItIsResizedAndFreeWhenItIsNot() {
        Object[] kept = {
            ENABLED,
            HAS_CARD,
            HAS_SLICED,
            new CapacityReserved(HOST, GUEST, SMALL),
            new GpusHeld(HOST, GUEST, List.of(SLICE_2)),
            new GpusKept(HOST, GUEST, List.of(WHOLE))
        };
        host.given(kept)
                .when(new SettleGpus(HOST, GUEST, true))
                .expectEvents(new GpusSettled(HOST, GUEST, List.of(WHOLE), List.of(SLICE_2)));
        host.given(kept)
                .when(new SettleGpus(HOST, GUEST, false))
                .expectEvents(new GpusSettled(HOST, GUEST, List.of(SLICE_2), List.of(WHOLE)));
        host.given(ENABLED, HAS_CARD).when(new SettleGpus(HOST, GUEST, true)).expectNoEvents();
    }

    @Test
    void anotherHostIsAskedForTheSameKinds() {
        assertThat(GpuWish.like(List.of(WHOLE, SLICE_1, SLICE_2)))
                .containsExactly(ONE_WHOLE, new GpuWish(2, A10, "nvidia-592"));
        assertThat(GpuWish.like(List.of())).isEmpty();
    }
}
