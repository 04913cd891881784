package myidc.inventory.event;

import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;

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

    /** An empty rack was taken down. */
    record RackRetired(RackId rackId) implements RackEvent {}
}
