package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.Nic.Purpose;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** A network interface of a configuration as tenants ask for it. */
public record InterfaceRequest(
        @Nullable String purpose,
        @Nullable Boolean primary,
        @Nullable String label,
        @JsonProperty("ipam_address") @Nullable String ipamAddress,
        @JsonProperty("subnet_id") @Nullable Long subnetId,
        @Nullable Ipv4Request ipv4,
        @JsonProperty("ip_ranges") @Nullable List<String> ipRanges,
        @Nullable Ipv6Request ipv6) {

    /** IPv6 of an interface in a private network; absent, it has what its subnet has. */
    public record Ipv6Request(
            @Nullable List<SlaacRequest> slaac,
            @Nullable List<SlaacRequest> ranges,
            @JsonProperty("is_public") @Nullable Boolean isPublic) {}

    /** A block that the interface is to have an address of: {@code auto}, or the one its subnet gives. */
    public record SlaacRequest(@Nullable String range) {}

    /** Addresses of an interface in a private network. */
    public record Ipv4Request(
            @Nullable String vpc,
            @JsonProperty("nat_1_1") @Nullable String nat) {}

    Purpose wanted(String field) {
        for (Purpose known : Purpose.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(purpose)) {
                return known;
            }
        }
        throw Refused.field(
                ComputeRefusal.INTERFACE_INVALID,
                field + ".purpose",
                field + ".purpose must be one of public, vlan, vpc");
    }

    boolean isPrimary() {
        return Boolean.TRUE.equals(primary);
    }

    /** Refuses what an interface of the purpose has not, and what cannot be had here. */
    void fits(Purpose known, String field) {
        foreign(known != Purpose.VLAN && given(label), field + ".label", known);
        foreign(known != Purpose.VLAN && given(ipamAddress), field + ".ipam_address", known);
        foreign(known == Purpose.VLAN && isPrimary(), field + ".primary", known);
        foreign(known != Purpose.VPC && subnetId != null, field + ".subnet_id", known);
        foreign(known != Purpose.VPC && ipv4 != null, field + ".ipv4", known);
        absent(ipRanges != null && !ipRanges.isEmpty(), field + ".ip_ranges");
        if (ipv6 != null) {
            foreign(known != Purpose.VPC, field + ".ipv6", known);
            absent(ipv6.ranges() != null && !ipv6.ranges().isEmpty(), field + ".ipv6.ranges");
            absent(Boolean.TRUE.equals(ipv6.isPublic()), field + ".ipv6.is_public");
            absent(ipv6.slaac() != null && ipv6.slaac().size() > 1, field + ".ipv6.slaac[1]");
        }
    }

    /** Whether an address of IPv6 is asked for, and not left to the subnet. */
    boolean asksForIpv6() {
        return ipv6 != null && ipv6.slaac() != null && !ipv6.slaac().isEmpty();
    }

    /** The block the address is to be of; null when none is named. */
    @Nullable
    String slaacRange() {
        if (ipv6 == null || ipv6.slaac() == null || ipv6.slaac().isEmpty()) {
            return null;
        }
        SlaacRequest first = ipv6.slaac().getFirst();
        return first == null ? null : first.range();
    }

    /** Whether none is wanted although the subnet has them. */
    boolean declinesIpv6() {
        return ipv6 != null && ipv6.slaac() != null && ipv6.slaac().isEmpty();
    }

    @Nullable
    String vpcAddress() {
        return ipv4 == null || !given(ipv4.vpc()) ? null : ipv4.vpc();
    }

    @Nullable
    String natAddress() {
        return ipv4 == null || !given(ipv4.nat()) ? null : ipv4.nat();
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static void foreign(boolean given, String field, Purpose purpose) {
        if (given) {
            throw Refused.field(
                    ComputeRefusal.INTERFACE_INVALID,
                    field,
                    field + " must be empty for an interface with purpose "
                            + purpose.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void absent(boolean asked, String field) {
        if (asked) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is not available in this region");
        }
    }
}
