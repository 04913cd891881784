package myidc.network.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private network as screens show it.
 *
 * @param vrfId its own routing table; null until a guest was attached to it
 */
public record VpcRow(
        long id,
        long version,
        long tenantId,
        long siteId,
        String region,
        String label,
        String description,
        List<String> ranges,
        long vniId,
        long vni,
        @Nullable Long vrfId,
        List<SubnetRow> subnets,
        Instant created,
        Instant updated)
        implements Shelved {

    /**
     * A subnet of a private network.
     *
     * @param prefixId its block in the network's routing table; null until a guest was attached to it
     */
    public record SubnetRow(
            long id, String label, String cidr, @Nullable Long prefixId, Instant created, Instant updated) {}

    VpcRow routed(long newVrfId) {
        return new VpcRow(
                id,
                version,
                tenantId,
                siteId,
                region,
                label,
                description,
                ranges,
                vniId,
                vni,
                newVrfId,
                subnets,
                created,
                updated);
    }

    VpcRow described(String newLabel, String newDescription, Change change) {
        return new VpcRow(
                id,
                change.version(),
                tenantId,
                siteId,
                region,
                newLabel,
                newDescription,
                ranges,
                vniId,
                vni,
                vrfId,
                subnets,
                created,
                change.at());
    }

    VpcRow with(List<SubnetRow> newSubnets, Change change) {
        return new VpcRow(
                id,
                change.version(),
                tenantId,
                siteId,
                region,
                label,
                description,
                ranges,
                vniId,
                vni,
                vrfId,
                newSubnets,
                created,
                change.at());
    }

    /** When, and by which fact of its life. */
    record Change(long version, Instant at) {}
}
