package myidc.inventory;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import myidc.inventory.DeviceCommand.DrainDevice;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.OrderDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.PutDeviceInService;
import myidc.inventory.DeviceCommand.RackDevice;
import myidc.inventory.DeviceCommand.ReceiveDevice;
import myidc.inventory.DeviceCommand.RegisterDevice;
import myidc.inventory.DeviceCommand.RelabelDevice;
import myidc.inventory.DeviceCommand.RetireDevice;
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.event.DeviceEvent.DeviceDrainRequested;
import myidc.inventory.event.DeviceEvent.DeviceInService;
import myidc.inventory.event.DeviceEvent.DeviceMoved;
import myidc.inventory.event.DeviceEvent.DeviceOrdered;
import myidc.inventory.event.DeviceEvent.DeviceRacked;
import myidc.inventory.event.DeviceEvent.DeviceReceived;
import myidc.inventory.event.DeviceEvent.DeviceRelabelled;
import myidc.inventory.event.DeviceEvent.DeviceRetired;
import myidc.inventory.event.DeviceEvent.DeviceUnracked;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.Refusal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device's life allows; room in racks and unique serials are PostgreSQL's, taken back after each test. */
@QuarkusTest
@TestTransaction
class DeviceLifeTest {
    private static final DeviceId DEVICE = new DeviceId(9_000_000_001L);
    private static final DeviceId OTHER = new DeviceId(9_000_000_002L);
    private static final RackId RACK = new RackId(9_000_000_001L);
    private static final RackId NEXT_RACK = new RackId(9_000_000_002L);
    private static final SiteId SITE = new SiteId(9_000_000_001L);
    private static final DeviceMake SERVER =
            new DeviceMake(1, "Acme", "Server 2", "SERVER", new BigDecimal("2"), true, new BigDecimal("20"), 500);

    private static final DeviceReceived RECEIVED = new DeviceReceived(DEVICE, SERVER, "node-1", "S-1", null);
    private static final DeviceRacked RACKED = new DeviceRacked(DEVICE, RACK, SITE, Face.FRONT, new BigDecimal("10"));
    private static final DeviceInService IN_SERVICE = new DeviceInService(DEVICE, RACK, SITE);
    private static final DeviceDrainRequested DRAINING = new DeviceDrainRequested(DEVICE);

    @Inject
    Claims claims;

    @Inject
    RackSlots slots;

    private AggregateTestFixture<Device> device;

    @BeforeEach
    void anEmptyPairOfRacks() {
        device = new AggregateTestFixture<>(Device.class);
        device.registerInjectableResource(claims);
        device.registerInjectableResource(slots);
    }

    @Test
    void aRegisteredDeviceIsReceived() {
        device.givenNoPriorActivity()
                .when(new RegisterDevice(DEVICE, SERVER, " node-1 ", "S-1", null))
                .expectEvents(RECEIVED);
    }

    @Test
    void anOrderedDeviceIsReceivedWithItsSerial() {
        device.given(new DeviceOrdered(DEVICE, SERVER, "node-1", "T-1"))
                .when(new ReceiveDevice(DEVICE, "S-1", null))
                .expectEvents(new DeviceReceived(DEVICE, SERVER, "node-1", "S-1", "T-1"));
        refused(device.given(RECEIVED).when(new ReceiveDevice(DEVICE, "S-2", null)), InventoryRefusal.DEVICE_STATE);
    }

    @Test
    void anOrderNeedsAName() {
        refused(
                device.givenNoPriorActivity().when(new OrderDevice(DEVICE, SERVER, " ", null)),
                CommonRefusal.INVALID_FIELD);
    }

    @Test
    void aReceivedDeviceIsRackedWithTheSiteOfItsRack() {
        racks();

        device.given(RECEIVED).when(new RackDevice(DEVICE, at(RACK, "10"))).expectEvents(RACKED);
    }

    @Test
    void equalPlacesGiveEqualFacts() {
        racks();

        device.given(RECEIVED).when(new RackDevice(DEVICE, at(RACK, "10.0"))).expectEvents(RACKED);
    }

    @Test
    void aSlotTakenIsRefusedNamingTheHolder() {
        racks();
        slots.take(OTHER, SERVER, at(RACK, "11"));

        refused(device.given(RECEIVED).when(new RackDevice(DEVICE, at(RACK, "10"))), InventoryRefusal.SLOT_TAKEN);
    }

    @Test
    void aPlaceAboveTheRackOrInNoRackIsRefused() {
        racks();

        refused(device.given(RECEIVED).when(new RackDevice(DEVICE, at(RACK, "42"))), InventoryRefusal.ABOVE_RACK);
        refused(
                device.given(RECEIVED).when(new RackDevice(DEVICE, at(new RackId(9_000_000_009L), "1"))),
                InventoryRefusal.RACK_UNKNOWN);
    }

    @Test
    void aRackedDeviceMovesButNotOneInService() {
        racks();

        device.given(RECEIVED, RACKED)
                .when(new MoveDevice(DEVICE, at(NEXT_RACK, "1")))
                .expectEvents(new DeviceMoved(DEVICE, RACK, NEXT_RACK, SITE, Face.FRONT, new BigDecimal("1")));
        refused(
                device.given(RECEIVED, RACKED, IN_SERVICE).when(new MoveDevice(DEVICE, at(NEXT_RACK, "1"))),
                InventoryRefusal.DEVICE_STATE);
    }

    @Test
    void onlyARackedDeviceGoesInService() {
        device.given(RECEIVED, RACKED).when(new PutDeviceInService(DEVICE)).expectEvents(IN_SERVICE);
        device.given(RECEIVED, RACKED, IN_SERVICE, DRAINING)
                .when(new PutDeviceInService(DEVICE))
                .expectEvents(IN_SERVICE);
        refused(device.given(RECEIVED).when(new PutDeviceInService(DEVICE)), InventoryRefusal.DEVICE_STATE);
    }

    @Test
    void aDeviceInServiceIsDrainedBeforeItLeaves() {
        refused(
                device.given(RECEIVED, RACKED, IN_SERVICE).when(new RetireDevice(DEVICE)),
                InventoryRefusal.DEVICE_STATE);
        refused(
                device.given(RECEIVED, RACKED, IN_SERVICE).when(new UnrackDevice(DEVICE)),
                InventoryRefusal.DEVICE_STATE);
        device.given(RECEIVED, RACKED, IN_SERVICE).when(new DrainDevice(DEVICE)).expectEvents(DRAINING);
        device.given(RECEIVED, RACKED, IN_SERVICE, DRAINING)
                .when(new UnrackDevice(DEVICE))
                .expectEvents(new DeviceUnracked(DEVICE, RACK));
        device.given(RECEIVED, RACKED, IN_SERVICE, DRAINING)
                .when(new RetireDevice(DEVICE))
                .expectEvents(new DeviceRetired(DEVICE, RACK));
    }

    @Test
    void aRetiredDeviceIsGoneForGood() {
        DeviceRetired retired = new DeviceRetired(DEVICE, null);

        for (DeviceCommand command : new DeviceCommand[] {
            new RackDevice(DEVICE, at(RACK, "1")),
            new PutDeviceInService(DEVICE),
            new DrainDevice(DEVICE),
            new RetireDevice(DEVICE),
            new RelabelDevice(DEVICE, null, "node-2", null)
        }) {
            refused(device.given(RECEIVED, retired).when(command), InventoryRefusal.DEVICE_STATE);
        }
    }

    @Test
    void aLabelThatIsTheSameChangesNothingAndAStaleOneIsRefused() {
        device.given(RECEIVED)
                .when(new RelabelDevice(DEVICE, 0L, "node-2", null))
                .expectEvents(new DeviceRelabelled(DEVICE, "node-2", null));
        device.given(RECEIVED)
                .when(new RelabelDevice(DEVICE, 0L, "node-1", null))
                .expectNoEvents();
        refused(
                device.given(RECEIVED).when(new RelabelDevice(DEVICE, 7L, "node-2", null)),
                CommonRefusal.VERSION_STALE);
    }

    @Test
    void anAssetTagGivenUpIsFreeForAnother() {
        claims.take(
                new Claims.Claim("inventory.asset", "t-1", "assetTag"),
                DEVICE.text(),
                InventoryRefusal.ASSET_TAG_TAKEN);

        device.given(new DeviceReceived(DEVICE, SERVER, "node-1", "S-1", "T-1"))
                .when(new RelabelDevice(DEVICE, null, "node-1", "T-2"))
                .expectEvents(new DeviceRelabelled(DEVICE, "node-1", "T-2"));

        claims.take(
                new Claims.Claim("inventory.asset", "t-1", "assetTag"), OTHER.text(), InventoryRefusal.ASSET_TAG_TAKEN);
    }

    private void racks() {
        slots.open(RACK, SITE, RackLimits.checked(42, 500, 3_000));
        slots.open(NEXT_RACK, SITE, RackLimits.checked(42, 500, 3_000));
    }

    private static Place at(RackId rack, String positionU) {
        return new Place(rack, Face.FRONT, new BigDecimal(positionU));
    }

    private static void refused(ResultValidator<Device> result, Refusal reason) {
        result.expectException(refusedFor(reason)).expectNoEvents();
    }
}
