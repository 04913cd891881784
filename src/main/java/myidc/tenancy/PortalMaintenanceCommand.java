package myidc.tenancy;

import java.time.Instant;
import myidc.shared.id.PortalMaintenanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a span in which the portal itself is worked on. */
public sealed interface PortalMaintenanceCommand {
    /**
     * Tells everybody.
     *
     * @param from now when null
     */
    record AnnouncePortalMaintenance(
            @TargetAggregateIdentifier PortalMaintenanceId portalMaintenanceId,
            @Nullable Instant from,
            Instant until,
            String textEn,
            String textZh,
            boolean readOnly)
            implements PortalMaintenanceCommand {}

    record EndPortalMaintenance(@TargetAggregateIdentifier PortalMaintenanceId portalMaintenanceId)
            implements PortalMaintenanceCommand {}
}
