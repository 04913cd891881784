package myidc.inventory;

import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

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
}
