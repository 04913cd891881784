package myidc.inventory;

import java.time.ZoneId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a site. */
public sealed interface SiteCommand {
    record OpenSite(
            @TargetAggregateIdentifier SiteId siteId, String name, String region, String country, ZoneId timeZone)
            implements SiteCommand {}
}
