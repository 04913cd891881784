package myidc.api.tenant.vpc;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import myidc.api.tenant.wire.WireTime;
import myidc.network.read.VpcRow;
import myidc.network.read.VpcRow.SubnetRow;
import org.jspecify.annotations.Nullable;

/** A private network in Linode's words. */
@JsonNaming(SnakeCaseStrategy.class)
record VpcJson(
        long id,
        String label,
        String description,
        String region,
        List<RangeJson> ipv4,
        @Nullable List<RangeJson> ipv6,
        List<SubnetJson> subnets,
        String vpcType,
        String created,
        String updated) {
    static VpcJson of(VpcRow vpc, Attached attached) {
        return new VpcJson(
                vpc.id(),
                vpc.label(),
                vpc.description(),
                vpc.region(),
                vpc.ranges().stream().map(RangeJson::new).toList(),
                RangeJson.orNone(vpc.ipv6()),
                vpc.subnets().stream()
                        .map(subnet -> SubnetJson.of(subnet, attached))
                        .toList(),
                "regular",
                WireTime.text(vpc.created()),
                WireTime.text(vpc.updated()));
    }

    /** A block of addresses. */
    record RangeJson(String range) {
        /** As the wire has it: null where there is no IPv6. */
        static @Nullable List<RangeJson> orNone(@Nullable String range) {
            return range == null ? null : List.of(new RangeJson(range));
        }
    }

    /** A subnet in Linode's words. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SubnetJson(
            long id,
            String label,
            String ipv4,
            @Nullable List<RangeJson> ipv6,
            List<LinodeJson> linodes,
            List<Object> databases,
            List<Object> nodebalancers,
            String vpcType,
            String created,
            String updated) {
        static SubnetJson of(SubnetRow subnet, Attached attached) {
            return new SubnetJson(
                    subnet.id(),
                    subnet.label(),
                    subnet.cidr(),
                    RangeJson.orNone(subnet.ipv6()),
                    attached.linodes(subnet.id()),
                    List.of(),
                    List.of(),
                    "regular",
                    WireTime.text(subnet.created()),
                    WireTime.text(subnet.updated()));
        }
    }

    /** A guest attached to a subnet. */
    record LinodeJson(long id, List<InterfaceJson> interfaces) {}

    /** An interface by which it is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record InterfaceJson(long id, boolean active, long configId) {}
}
