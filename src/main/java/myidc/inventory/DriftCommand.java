package myidc.inventory;

import myidc.shared.id.DeviceId;
import myidc.shared.id.DriftId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a difference between declared and discovered. */
public sealed interface DriftCommand {
    /** Notes a difference that was not known before. */
    record NoteDrift(@TargetAggregateIdentifier DriftId driftId, Sighting sighting) implements DriftCommand {}

    /** Notes that a known difference was met again, with other figures or after it was settled. */
    record NoteDriftAgain(@TargetAggregateIdentifier DriftId driftId, Sighting sighting) implements DriftCommand {}

    /** Follows the command that declares what was discovered, in the same call. */
    record AcceptDrift(@TargetAggregateIdentifier DriftId driftId) implements DriftCommand {}

    record RejectDrift(
            @TargetAggregateIdentifier DriftId driftId,
            @Nullable String reason) implements DriftCommand {}

    record SettleDrift(@TargetAggregateIdentifier DriftId driftId) implements DriftCommand {}

    /** See {@link myidc.inventory.event.DriftEvent.DriftFound}. */
    record Sighting(
            @Nullable DeviceId deviceId,
            String subject,
            String attribute,
            @Nullable String declared,
            String discovered,
            String source) {}
}
