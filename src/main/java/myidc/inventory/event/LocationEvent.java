package myidc.inventory.event;

import myidc.shared.id.LocationId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a room, or of a row of racks in one. */
public sealed interface LocationEvent {
    LocationId locationId();

    /**
     * A room or row came into use.
     *
     * @param parentId the room it lies in; null when it lies in the site itself
     */
    record LocationOpened(
            LocationId locationId, SiteId siteId, @Nullable LocationId parentId, LocationKind kind, String name)
            implements LocationEvent {}

    /** A room or row got another name or lies elsewhere in its site from now on. */
    record LocationArranged(LocationId locationId, @Nullable LocationId parentId, String name)
            implements LocationEvent {}

    /** An empty room or row was given up. */
    record LocationClosed(LocationId locationId) implements LocationEvent {}
}
