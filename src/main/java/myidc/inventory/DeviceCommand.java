package myidc.inventory;

import java.math.BigDecimal;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
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

    /**
     * Where a device is to be mounted.
     *
     * @param positionU lowest unit, counted from 1 at the bottom, in steps of a half; null for devices of zero height
     */
    record Place(RackId rackId, Face face, @Nullable BigDecimal positionU) {}
}
