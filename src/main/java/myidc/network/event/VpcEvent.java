package myidc.network.event;

import java.util.List;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VniId;
import myidc.shared.id.VpcId;
import myidc.shared.id.VrfId;

/** The life of a tenant's private network. */
public sealed interface VpcEvent {
    VpcId vpcId();

    /**
     * A tenant has a private network from now on.
     *
     * @param region the site's identifier as the tenant named it
     * @param ranges what its subnets are inside of, such as {@code 10.0.0.0/8}
     * @param vniId the VNI that keeps it apart from others at the site
     * @param vni its number
     */
    record VpcCreated(
            VpcId vpcId,
            TenantId tenantId,
            SiteId siteId,
            String region,
            String label,
            String description,
            List<String> ranges,
            VniId vniId,
            long vni)
            implements VpcEvent {}

    /**
     * The network has addresses of IPv6 beside those of IPv4.
     *
     * @param range what its subnets' blocks of IPv6 are inside of, such as {@code fd12:3456:789a::/52}
     */
    record VpcIpv6Given(VpcId vpcId, String range) implements VpcEvent {}

    record VpcDescribed(VpcId vpcId, String label, String description) implements VpcEvent {}

    /** The network has a subnet. */
    record SubnetAdded(VpcId vpcId, SubnetId subnetId, String label, String cidr) implements VpcEvent {}

    /** The subnet has this block of IPv6 beside its IPv4. */
    record SubnetIpv6Given(VpcId vpcId, SubnetId subnetId, String cidr) implements VpcEvent {}

    record SubnetLabelled(VpcId vpcId, SubnetId subnetId, String label) implements VpcEvent {}

    /**
     * Guests may have addresses of the subnet from now on.
     *
     * @param vrfId the private network's own routing table
     * @param prefixId the subnet's block in it
     */
    record SubnetFiled(VpcId vpcId, SubnetId subnetId, VrfId vrfId, PrefixId prefixId) implements VpcEvent {}

    /** Guests may have addresses of the subnet's IPv6 from now on, in the network's own routing table. */
    record SubnetIpv6Filed(VpcId vpcId, SubnetId subnetId, PrefixId prefixId) implements VpcEvent {}

    record SubnetRemoved(VpcId vpcId, SubnetId subnetId, String cidr) implements VpcEvent {}

    record VpcDeleted(VpcId vpcId, TenantId tenantId, String label) implements VpcEvent {}
}
