package myidc.inventory.event;

import java.time.ZoneId;
import myidc.shared.id.SiteId;

/** The life of a site. */
public sealed interface SiteEvent {
    SiteId siteId();

    /**
     * A site was opened.
     *
     * @param region the identifier tenants know it by, such as {@code cn-sha}
     * @param country ISO 3166-1 alpha-2 code, upper case
     */
    record SiteOpened(SiteId siteId, String name, String region, String country, ZoneId timeZone)
            implements SiteEvent {}
}
