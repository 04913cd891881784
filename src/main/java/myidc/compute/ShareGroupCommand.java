package myidc.compute;

import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a group in which a tenant shares images. */
public sealed interface ShareGroupCommand {
    record CreateShareGroup(
            @TargetAggregateIdentifier ShareGroupId shareGroupId, TenantId tenantId, String uuid, Words words)
            implements ShareGroupCommand {}

    record DescribeShareGroup(@TargetAggregateIdentifier ShareGroupId shareGroupId, Words words)
            implements ShareGroupCommand {}

    record ShareImage(@TargetAggregateIdentifier ShareGroupId shareGroupId, long number, ImageId imageId, Words words)
            implements ShareGroupCommand {}

    record DescribeSharedImage(@TargetAggregateIdentifier ShareGroupId shareGroupId, long number, Words words)
            implements ShareGroupCommand {}

    record UnshareImage(@TargetAggregateIdentifier ShareGroupId shareGroupId, long number)
            implements ShareGroupCommand {}

    record AddShareMember(
            @TargetAggregateIdentifier ShareGroupId shareGroupId, String tokenUuid, TenantId memberId, String label)
            implements ShareGroupCommand {}

    record LabelShareMember(@TargetAggregateIdentifier ShareGroupId shareGroupId, String tokenUuid, String label)
            implements ShareGroupCommand {}

    record RemoveShareMember(@TargetAggregateIdentifier ShareGroupId shareGroupId, String tokenUuid)
            implements ShareGroupCommand {}

    record DeleteShareGroup(@TargetAggregateIdentifier ShareGroupId shareGroupId) implements ShareGroupCommand {}

    /** What a thing is called and said to be. */
    record Words(String label, String description) {}
}
