package myidc.network.event;

import myidc.shared.id.SiteId;
import myidc.shared.id.VniPoolId;

/** The life of a site's pool of VXLAN network identifiers. */
public sealed interface VniPoolEvent {
    VniPoolId poolId();

    /**
     * The site gives VNIs out of this pool.
     *
     * @param first lowest VNI, 1 to 16,777,215
     * @param last highest VNI
     */
    record VniPoolOpened(VniPoolId poolId, SiteId siteId, long first, long last) implements VniPoolEvent {}

    record VniPoolClosed(VniPoolId poolId, SiteId siteId) implements VniPoolEvent {}
}
