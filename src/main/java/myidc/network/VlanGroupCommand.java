package myidc.network;

import myidc.shared.id.SiteId;
import myidc.shared.id.VlanGroupId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a group of VLANs. */
public sealed interface VlanGroupCommand {
    /** See {@link myidc.network.event.VlanGroupEvent.VlanGroupDefined} for its parts. */
    record DefineVlanGroup(
            @TargetAggregateIdentifier VlanGroupId groupId,
            @Nullable SiteId siteId,
            String name,
            int first,
            int last,
            @Nullable String description)
            implements VlanGroupCommand {}

    record RetireVlanGroup(@TargetAggregateIdentifier VlanGroupId groupId) implements VlanGroupCommand {}
}
