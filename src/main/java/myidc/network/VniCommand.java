package myidc.network;

import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;
import myidc.shared.id.VniPoolId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of VXLAN network identifiers and a site's pool of them. */
public sealed interface VniCommand {
    /** Opens the one pool of a site. */
    record OpenVniPool(@TargetAggregateIdentifier VniPoolId poolId, SiteId siteId, long first, long last)
            implements VniCommand {}

    record CloseVniPool(@TargetAggregateIdentifier VniPoolId poolId) implements VniCommand {}

    /**
     * Gives a VNI out.
     *
     * @param number null for the lowest free one
     */
    record TakeVni(
            @TargetAggregateIdentifier VniId vniId,
            SiteId siteId,
            @Nullable Long number,
            String holder,
            @Nullable String note)
            implements VniCommand {}

    /** Takes it back; doing so again changes nothing. */
    record GiveBackVni(@TargetAggregateIdentifier VniId vniId) implements VniCommand {}
}
