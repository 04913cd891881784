package myidc.inventory;

import myidc.shared.id.LocationId;
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

    /** Says where a rack stands; see {@link myidc.inventory.event.RackEvent.RackSited} for its parts. */
    record SiteRack(
            @TargetAggregateIdentifier RackId rackId,
            @Nullable Long expectedVersion,
            @Nullable LocationId locationId,
            Spot spot)
            implements RackCommand {}

    /** Says how a rack is built. */
    record FrameRack(
            @TargetAggregateIdentifier RackId rackId,
            @Nullable Long expectedVersion,
            RackFrame frame) implements RackCommand {}

    record RetireRack(@TargetAggregateIdentifier RackId rackId) implements RackCommand {}

    /** A place in a row and on the floor plan. */
    record Spot(
            @Nullable Integer positionInRow,
            @Nullable Integer xMm,
            @Nullable Integer yMm) {}

    /** See {@link myidc.inventory.event.RackEvent.RackFramed}. */
    record RackFrame(
            boolean numberedTopDown,
            int widthIn,
            @Nullable Integer outerWidthMm,
            @Nullable Integer outerDepthMm) {}
}
