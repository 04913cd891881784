package myidc.api.tenant.vpc;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** An address in a private network in Linode's words. */
@JsonNaming(SnakeCaseStrategy.class)
public record VpcIpJson(
        String address,
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
        @JsonProperty("nat_1_1") @Nullable String nat,
        @Nullable String gateway,
        int prefix,
        String subnetMask) {}
