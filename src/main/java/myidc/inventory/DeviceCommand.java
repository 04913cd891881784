package myidc.inventory;

import java.math.BigDecimal;
import java.util.List;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.inventory.event.Port;
import myidc.inventory.event.Purchase;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a device. */
public sealed interface DeviceCommand {
    record OrderDevice(
            @TargetAggregateIdentifier DeviceId deviceId,
            DeviceMake make,
            String name,
            @Nullable String assetTag) implements DeviceCommand {}

    /** Receives a device nobody had ordered here. */
    record RegisterDevice(
            @TargetAggregateIdentifier DeviceId deviceId,
            DeviceMake make,
            String name,
            String serial,
            @Nullable String assetTag)
            implements DeviceCommand {}

    /** Receives an ordered device; its asset tag stays as ordered unless one is given. */
    record ReceiveDevice(
            @TargetAggregateIdentifier DeviceId deviceId,
            String serial,
            @Nullable String assetTag) implements DeviceCommand {}

    record RelabelDevice(
            @TargetAggregateIdentifier DeviceId deviceId,
            @Nullable Long expectedVersion,
            String name,
            @Nullable String assetTag)
            implements DeviceCommand {}

    record RackDevice(@TargetAggregateIdentifier DeviceId deviceId, Place place) implements DeviceCommand {}

    record MoveDevice(@TargetAggregateIdentifier DeviceId deviceId, Place place) implements DeviceCommand {}

    record UnrackDevice(@TargetAggregateIdentifier DeviceId deviceId) implements DeviceCommand {}

    record PutDeviceInService(@TargetAggregateIdentifier DeviceId deviceId) implements DeviceCommand {}

    record DrainDevice(@TargetAggregateIdentifier DeviceId deviceId) implements DeviceCommand {}

    record RetireDevice(@TargetAggregateIdentifier DeviceId deviceId) implements DeviceCommand {}

    /** Says how many bays a chassis has. */
    record FitBays(@TargetAggregateIdentifier DeviceId deviceId, int bays) implements DeviceCommand {}

    /** Puts a device of zero height into a bay of a chassis that stands in a rack. */
    record SeatDevice(@TargetAggregateIdentifier DeviceId deviceId, DeviceId chassisId, int bay)
            implements DeviceCommand {}

    record RecordPurchase(@TargetAggregateIdentifier DeviceId deviceId, Purchase purchase) implements DeviceCommand {}

    record SetDeviceBudget(
            @TargetAggregateIdentifier DeviceId deviceId,
            @Nullable Integer budgetW) implements DeviceCommand {}

    /** Says which sockets a device has; one that holds a cable cannot go. */
    record FitPorts(@TargetAggregateIdentifier DeviceId deviceId, List<Port> ports) implements DeviceCommand {}

    /** Says whose gear a device is; null is the operator's own. */
    record SetDeviceTenant(
            @TargetAggregateIdentifier DeviceId deviceId,
            @Nullable TenantId tenantId) implements DeviceCommand {}

    /** Says which bays for modules a device has; one in which a module sits cannot go. */
    record FitModuleBays(@TargetAggregateIdentifier DeviceId deviceId, List<String> bays) implements DeviceCommand {}

    record DeclareAttribute(
            @TargetAggregateIdentifier DeviceId deviceId,
            String attribute,
            @Nullable String value) implements DeviceCommand {}

    record CorrectSerial(@TargetAggregateIdentifier DeviceId deviceId, String serial) implements DeviceCommand {}

    /** Takes back a device that was entered by mistake and stands nowhere. */
    record StrikeDevice(@TargetAggregateIdentifier DeviceId deviceId, String reason) implements DeviceCommand {}

    /**
     * Where a device is to be mounted.
     *
     * @param positionU lowest unit, counted from 1 at the bottom, in steps of a half; null for devices of zero height
     * @param reservationId space kept for it that it uses; null when it takes free space
     */
    record Place(
            RackId rackId,
            Face face,
            @Nullable BigDecimal positionU,
            @Nullable ReservationId reservationId) {
        public Place(RackId rackId, Face face, @Nullable BigDecimal positionU) {
            this(rackId, face, positionU, null);
        }
    }
}
