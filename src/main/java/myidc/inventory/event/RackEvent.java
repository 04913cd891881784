package myidc.inventory.event;

import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a rack. */
public sealed interface RackEvent {
    RackId rackId();

    /**
     * A rack was set up.
     *
     * @param heightU usable height in rack units
     * @param weightKgMax what it may carry
     * @param powerWMax what its feeds may deliver
     */
    record RackInstalled(RackId rackId, SiteId siteId, String name, int heightU, int weightKgMax, int powerWMax)
            implements RackEvent {}

    /** A rack got another name. */
    record RackRenamed(RackId rackId, String name) implements RackEvent {}

    /** What a rack may hold was set anew, in the units of {@link RackInstalled}. */
    record RackLimitsSet(RackId rackId, int heightU, int weightKgMax, int powerWMax) implements RackEvent {}

    /**
     * Where a rack stands was set.
     *
     * @param locationId the row or room; null when the site is all that is said
     * @param positionInRow its place in the row, counted from 1; null when not said
     * @param xMm where its front left corner is on the floor plan; null when not said
     */
    record RackSited(
            RackId rackId,
            @Nullable LocationId locationId,
            @Nullable Integer positionInRow,
            @Nullable Integer xMm,
            @Nullable Integer yMm)
            implements RackEvent {}

    /**
     * How a rack is built was set.
     *
     * @param numberedTopDown true when unit 1 is written on the highest unit; positions in the book count from the bottom
     * @param widthIn between the posts: 10, 19, 21 or 23
     */
    record RackFramed(
            RackId rackId,
            boolean numberedTopDown,
            int widthIn,
            @Nullable Integer outerWidthMm,
            @Nullable Integer outerDepthMm)
            implements RackEvent {}

    /** An empty rack was taken down. */
    record RackRetired(RackId rackId) implements RackEvent {}
}
