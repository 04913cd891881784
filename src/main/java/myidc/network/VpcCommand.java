package myidc.network;

import java.util.List;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VniId;
import myidc.shared.id.VpcId;
import myidc.shared.id.VrfId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a private network. */
public sealed interface VpcCommand {
    /**
     * See {@link myidc.network.event.VpcEvent.VpcCreated} for its parts; the VNI was taken in the same call.
     *
     * @param ipv6 its block of IPv6; null for none
     */
    record CreateVpc(
            @TargetAggregateIdentifier VpcId vpcId,
            TenantId tenantId,
            SiteId siteId,
            String region,
            String label,
            String description,
            List<String> ranges,
            @Nullable String ipv6,
            VniId vniId,
            long vni)
            implements VpcCommand {}

    /** Null leaves a part as it is. */
    record DescribeVpc(
            @TargetAggregateIdentifier VpcId vpcId,
            @Nullable String label,
            @Nullable String description) implements VpcCommand {}

    /**
     * One more subnet.
     *
     * @param ipv6 its block of IPv6, or a length such as {@code /56} for the lowest free one; null for none
     */
    record AddSubnet(
            @TargetAggregateIdentifier VpcId vpcId,
            SubnetId subnetId,
            String label,
            String cidr,
            @Nullable String ipv6) implements VpcCommand {}

    /** Lets guests have addresses of the subnet; its block was taken in the same call. */
    record FileSubnet(@TargetAggregateIdentifier VpcId vpcId, SubnetId subnetId, VrfId vrfId, PrefixId prefixId)
            implements VpcCommand {}

    /** As {@link FileSubnet}, for its block of IPv6. */
    record FileSubnetIpv6(@TargetAggregateIdentifier VpcId vpcId, SubnetId subnetId, PrefixId prefixId)
            implements VpcCommand {}

    record LabelSubnet(@TargetAggregateIdentifier VpcId vpcId, SubnetId subnetId, String label) implements VpcCommand {}

    record RemoveSubnet(@TargetAggregateIdentifier VpcId vpcId, SubnetId subnetId) implements VpcCommand {}

    record DeleteVpc(@TargetAggregateIdentifier VpcId vpcId) implements VpcCommand {}
}
