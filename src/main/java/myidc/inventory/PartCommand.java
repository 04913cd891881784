package myidc.inventory;

import myidc.inventory.event.PartKind;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a part. */
public sealed interface PartCommand {
    /**
     * Takes a part in.
     *
     * @param moduleTypeId what it is as a module; null when it is none
     */
    record ReceivePart(
            @TargetAggregateIdentifier PartId partId,
            PartLabel label,
            @Nullable Long moduleTypeId) implements PartCommand {
        public ReceivePart(PartId partId, PartLabel label) {
            this(partId, label, null);
        }
    }

    /** Puts a part into a device, taking it from where it was. */
    record InstallPart(@TargetAggregateIdentifier PartId partId, DeviceId deviceId, String slot)
            implements PartCommand {}

    record RemovePart(@TargetAggregateIdentifier PartId partId) implements PartCommand {}

    record RetirePart(@TargetAggregateIdentifier PartId partId) implements PartCommand {}

    /** What is written on a part. */
    record PartLabel(
            PartKind kind,
            String manufacturer,
            String model,
            String serial,
            @Nullable String capacity) {}
}
