package myidc.inventory.event;

import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;
import org.jspecify.annotations.Nullable;

/** The life of a part: a disk, memory, a GPU, a network card. */
public sealed interface PartEvent {
    PartId partId();

    /**
     * A part arrived and is in store.
     *
     * @param capacity as its label says, such as {@code 64 GB}; null when unknown
     */
    record PartReceived(
            PartId partId,
            PartKind kind,
            String manufacturer,
            String model,
            String serial,
            @Nullable String capacity) implements PartEvent {}

    /** A part is a module of a type of the catalogue, and sits in bays for modules only. */
    record PartTyped(PartId partId, long moduleTypeId) implements PartEvent {}

    /** A part was put into a device. */
    record PartInstalled(PartId partId, DeviceId deviceId, String slot) implements PartEvent {}

    /** A part was taken from one device, or slot, and put into another. */
    record PartMoved(PartId partId, DeviceId fromDeviceId, DeviceId deviceId, String slot) implements PartEvent {}

    /** A part was taken out and is in store. */
    record PartRemoved(PartId partId, DeviceId deviceId) implements PartEvent {}

    /** A part left for good. */
    record PartRetired(PartId partId) implements PartEvent {}
}
