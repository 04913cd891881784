package myidc.compute.event;

import myidc.shared.id.AssignmentId;
import myidc.shared.id.NicId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.VlanId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of a guest.
 *
 * @param primary whether the guest's default route goes by it
 * @param label what the tenant calls the VLAN; null for others
 * @param ipamAddress what the guest calls itself in the VLAN, such as {@code 10.0.0.1/24}; null when it does not say
 * @param segment the VLAN's id or the VPC's VNI; null for the public network
 * @param assignmentId under which the guest has its address in the VPC; null for others
 * @param address its address in the VPC, without a length; null for others
 * @param prefixLength length of the subnet, in bits; null for others
 * @param natAddress the public address that stands for the one in the VPC; null when none does
 */
public record Nic(
        NicId nicId,
        Purpose purpose,
        boolean primary,
        @Nullable String label,
        @Nullable String ipamAddress,
        @Nullable VlanId vlanId,
        @Nullable VpcId vpcId,
        @Nullable SubnetId subnetId,
        @Nullable Long segment,
        @Nullable AssignmentId assignmentId,
        @Nullable String address,
        @Nullable Integer prefixLength,
        @Nullable String natAddress) {

    /** What an interface leads to. */
    public enum Purpose {
        PUBLIC,
        VLAN,
        VPC
    }

    public static Nic open(NicId id, boolean primary) {
        return new Nic(id, Purpose.PUBLIC, primary, null, null, null, null, null, null, null, null, null, null);
    }

    public static Nic vlan(NicId id, VlanId vlan, String label, long number, @Nullable String ipamAddress) {
        return new Nic(id, Purpose.VLAN, false, label, ipamAddress, vlan, null, null, number, null, null, null, null);
    }

    public Nic primary(boolean wanted) {
        return new Nic(
                nicId,
                purpose,
                wanted,
                label,
                ipamAddress,
                vlanId,
                vpcId,
                subnetId,
                segment,
                assignmentId,
                address,
                prefixLength,
                natAddress);
    }

    public Nic nat(@Nullable String wanted) {
        return new Nic(
                nicId,
                purpose,
                primary,
                label,
                ipamAddress,
                vlanId,
                vpcId,
                subnetId,
                segment,
                assignmentId,
                address,
                prefixLength,
                wanted);
    }

    /** The same interface with another address in its subnet. */
    public Nic seated(AssignmentId assignment, String newAddress, int length) {
        return new Nic(
                nicId,
                purpose,
                primary,
                label,
                ipamAddress,
                vlanId,
                vpcId,
                subnetId,
                segment,
                assignment,
                newAddress,
                length,
                natAddress);
    }
}
