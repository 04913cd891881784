package myidc.compute.event;

import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;

/** The life of a group in which a tenant shares images. */
public sealed interface ShareGroupEvent {
    ShareGroupId shareGroupId();

    /**
     * A tenant has a group from now on.
     *
     * @param uuid what others know it by
     */
    record ShareGroupCreated(
            ShareGroupId shareGroupId, TenantId tenantId, String uuid, String label, String description)
            implements ShareGroupEvent {}

    record ShareGroupDescribed(ShareGroupId shareGroupId, String label, String description)
            implements ShareGroupEvent {}

    /**
     * Members of the group may make guests from the image.
     *
     * @param number what the image is called in the group
     */
    record ImageShared(ShareGroupId shareGroupId, long number, ImageId imageId, String label, String description)
            implements ShareGroupEvent {}

    record SharedImageDescribed(ShareGroupId shareGroupId, long number, String label, String description)
            implements ShareGroupEvent {}

    record ImageUnshared(ShareGroupId shareGroupId, long number, ImageId imageId) implements ShareGroupEvent {}

    /**
     * Another tenant may see the group's images from now on.
     *
     * @param tokenUuid what its request to be a member is known by
     */
    record ShareMemberAdded(ShareGroupId shareGroupId, String tokenUuid, TenantId memberId, String label)
            implements ShareGroupEvent {}

    record ShareMemberLabelled(ShareGroupId shareGroupId, String tokenUuid, String label) implements ShareGroupEvent {}

    /** By the group's owner, or by the member, who withdrew. */
    record ShareMemberRemoved(ShareGroupId shareGroupId, String tokenUuid, TenantId memberId)
            implements ShareGroupEvent {}

    record ShareGroupDeleted(ShareGroupId shareGroupId, TenantId tenantId) implements ShareGroupEvent {}
}
