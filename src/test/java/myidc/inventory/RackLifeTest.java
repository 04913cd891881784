package myidc.inventory;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.inventory.event.RackEvent.RackInstalled;
import myidc.inventory.event.RackEvent.RackLimitsSet;
import myidc.inventory.event.RackEvent.RackRenamed;
import myidc.inventory.event.RackEvent.RackRetired;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestTransaction
class RackLifeTest {
    private static final RackId RACK = new RackId(9_000_000_001L);
    private static final SiteId SITE = new SiteId(9_000_000_001L);
    private static final RackInstalled INSTALLED = new RackInstalled(RACK, SITE, "A01", 42, 500, 3_000);
    private static final DeviceMake SERVER =
            new DeviceMake(1, "Acme", "Server 2", "SERVER", new BigDecimal("2"), true, new BigDecimal("20"), 500);

    @Inject
    Claims claims;

    @Inject
    RackSlots slots;

    private AggregateTestFixture<Rack> rack;

    @BeforeEach
    void aRack() {
        rack = new AggregateTestFixture<>(Rack.class);
        rack.registerInjectableResource(claims);
        rack.registerInjectableResource(slots);
    }

    @Test
    void anInstalledRackHasItsLimits() {
        rack.givenNoPriorActivity()
                .when(new InstallRack(RACK, SITE, "A01", 42, 500, 3_000))
                .expectEvents(INSTALLED);
    }

    @Test
    void limitsThatNoRackHasAreRefused() {
        rack.givenNoPriorActivity()
                .when(new InstallRack(RACK, SITE, "A01", 61, 500, 3_000))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void refittingSaysOnlyWhatChanged() {
        slots.open(RACK, SITE, RackLimits.checked(42, 500, 3_000));

        rack.given(INSTALLED)
                .when(new RefitRack(RACK, 0L, "A02", 42, 500, 3_000))
                .expectEvents(new RackRenamed(RACK, "A02"));
        rack.given(INSTALLED)
                .when(new RefitRack(RACK, 0L, "A01", 47, 500, 3_000))
                .expectEvents(new RackLimitsSet(RACK, 47, 500, 3_000));
        rack.given(INSTALLED)
                .when(new RefitRack(RACK, 0L, "A01", 42, 500, 3_000))
                .expectNoEvents();
        rack.given(INSTALLED)
                .when(new RefitRack(RACK, 3L, "A02", 42, 500, 3_000))
                .expectException(refusedFor(CommonRefusal.VERSION_STALE));
    }

    @Test
    void aRackInUseIsNotTakenDown() {
        slots.open(RACK, SITE, RackLimits.checked(42, 500, 3_000));
        slots.take(new DeviceId(9_000_000_001L), SERVER, new Place(RACK, Face.FRONT, BigDecimal.ONE));

        rack.given(INSTALLED)
                .when(new RetireRack(RACK))
                .expectException(refusedFor(InventoryRefusal.RACK_NOT_EMPTY))
                .expectNoEvents();
        slots.free(new DeviceId(9_000_000_001L));
        rack.given(INSTALLED).when(new RetireRack(RACK)).expectEvents(new RackRetired(RACK));
    }

    @Test
    void aRackTakenDownIsGoneForGood() {
        rack.given(INSTALLED, new RackRetired(RACK))
                .when(new RefitRack(RACK, null, "A02", 42, 500, 3_000))
                .expectException(refusedFor(InventoryRefusal.RACK_NOT_FOUND));
        rack.given(INSTALLED, new RackRetired(RACK))
                .when(new RetireRack(RACK))
                .expectException(refusedFor(InventoryRefusal.RACK_NOT_FOUND));
    }
}
