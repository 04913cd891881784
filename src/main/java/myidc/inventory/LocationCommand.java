package myidc.inventory;

import myidc.inventory.event.LocationKind;
import myidc.shared.id.LocationId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a room or row. */
public sealed interface LocationCommand {
    record OpenLocation(
            @TargetAggregateIdentifier LocationId locationId,
            SiteId siteId,
            @Nullable LocationId parentId,
            LocationKind kind,
            String name)
            implements LocationCommand {}

    /** Names a room or row and says where it lies; what is the same already is left alone. */
    record ArrangeLocation(
            @TargetAggregateIdentifier LocationId locationId,
            @Nullable Long expectedVersion,
            @Nullable LocationId parentId,
            String name)
            implements LocationCommand {}

    record CloseLocation(@TargetAggregateIdentifier LocationId locationId) implements LocationCommand {}
}
