package myidc.api.tenant.vpc;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interface's IPv6 in a private network in Linode's words: the fields of an address of IPv4 are there and say nothing. */
@JsonNaming(SnakeCaseStrategy.class)
public record VpcIpv6Json(
        @Nullable String address,
        @Nullable String addressRange,
        long vpcId,
        long subnetId,
        String region,
        long linodeId,
        long configId,
        long interfaceId,
        @Nullable Long nodebalancerId,
        @Nullable Long databaseId,
        boolean active,
        @JsonProperty("nat_1_1") String nat,
        @Nullable String gateway,
        int prefix,
        String subnetMask,
        String ipv6Range,
        boolean ipv6IsPublic,
        List<SlaacJson> ipv6Addresses) {

    /** An address that a guest has of the range. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SlaacJson(String slaacAddress) {}
}
