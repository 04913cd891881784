package myidc.network.event;

import myidc.shared.id.SiteId;
import myidc.shared.id.VlanGroupId;
import org.jspecify.annotations.Nullable;

/** The life of a group of VLANs, within which each VLAN id is used once. */
public sealed interface VlanGroupEvent {
    VlanGroupId groupId();

    /**
     * A group is there from now on.
     *
     * @param siteId where; null when it spans sites
     * @param first lowest VLAN id it gives out
     * @param last highest VLAN id it gives out
     */
    record VlanGroupDefined(
            VlanGroupId groupId,
            @Nullable SiteId siteId,
            String name,
            int first,
            int last,
            @Nullable String description)
            implements VlanGroupEvent {}

    record VlanGroupRetired(VlanGroupId groupId, String name) implements VlanGroupEvent {}
}
