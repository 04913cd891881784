package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IPv4 address of a tenant in Linode's words. */
@JsonNaming(SnakeCaseStrategy.class)
record IpJson(
        String address,
        @Nullable String gateway,
        String subnetMask,
        int prefix,
        String type,
        @JsonProperty("public") boolean open,
        @Nullable String rdns,
        @Nullable Long linodeId,
        @Nullable Long interfaceId,
        String region,
        @JsonProperty("vpc_nat_1_1") @Nullable NatJson vpcNat,
        boolean reserved,
        @Nullable EntityJson assignedEntity,
        List<String> tags) {

    /** The address in a private network that this one stands for. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NatJson(String address, long subnetId, long vpcId) {}

    /** What something is about. */
    record EntityJson(long id, String label, String type, String url) {
        /** A thing by Linode's word for its kind. */
        static EntityJson of(String type, long id, String label) {
            return switch (type) {
                case "firewall" -> new EntityJson(id, label, type, "/v4/networking/firewalls/" + id);
                case "volume" -> new EntityJson(id, label, type, "/v4/volumes/" + id);
                case "entity_transfer", "entity_transfer_received" ->
                    new EntityJson(id, label, "entity_transfer", "/v4/account/service-transfers");
                case "image" -> new EntityJson(id, label, type, "/v4/images/private/" + id);
                default -> linode(id, label);
            };
        }

        static EntityJson linode(long id, String label) {
            return new EntityJson(id, label, "linode", "/v4/linode/instances/" + id);
        }
    }
}
