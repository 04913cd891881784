package myidc.inventory;

import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a rack. */
public sealed interface RackCommand {
    record InstallRack(
            @TargetAggregateIdentifier RackId rackId,
            SiteId siteId,
            String name,
            int heightU,
            int weightKgMax,
            int powerWMax)
            implements RackCommand {}

    /** Renames a rack and sets its limits; what is the same already is left alone. */
    record RefitRack(
            @TargetAggregateIdentifier RackId rackId,
            @Nullable Long expectedVersion,
            String name,
            int heightU,
            int weightKgMax,
            int powerWMax)
            implements RackCommand {}

    record RetireRack(@TargetAggregateIdentifier RackId rackId) implements RackCommand {}
}
