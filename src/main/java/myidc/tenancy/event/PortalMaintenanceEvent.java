package myidc.tenancy.event;

import java.time.Instant;
import myidc.shared.id.PortalMaintenanceId;

/** The life of a span in which the portal itself is worked on. */
public sealed interface PortalMaintenanceEvent {
    PortalMaintenanceId portalMaintenanceId();

    /**
     * Everybody who signs in is told.
     *
     * @param readOnly whether tenants can change nothing meanwhile
     */
    record PortalMaintenanceAnnounced(
            PortalMaintenanceId portalMaintenanceId,
            Instant from,
            Instant until,
            String textEn,
            String textZh,
            boolean readOnly)
            implements PortalMaintenanceEvent {}

    /** It is over before its time, or does not take place. */
    record PortalMaintenanceEnded(PortalMaintenanceId portalMaintenanceId) implements PortalMaintenanceEvent {}
}
