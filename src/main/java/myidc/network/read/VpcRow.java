package myidc.network.read;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A private network as screens show it.
 *
 * @param vrfId its own routing table; null until a guest was attached to it
 * @param ipv6 its block of IPv6; null when it has none
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
        Instant updated,
        @Nullable String ipv6)
        implements Shelved {

    /**
     * A subnet of a private network.
     *
     * @param prefixId its block in the network's routing table; null until a guest was attached to it
     * @param ipv6 its block of IPv6; null when it has none
     * @param prefix6Id that block in the network's routing table
     */
    public record SubnetRow(
            long id,
            String label,
            String cidr,
            @Nullable Long prefixId,
            Instant created,
            Instant updated,
            @Nullable String ipv6,
            @Nullable Long prefix6Id) {
        SubnetRow labelled(String other, Instant at) {
            return new SubnetRow(id, other, cidr, prefixId, created, at, ipv6, prefix6Id);
        }

        SubnetRow filed(long prefix) {
            return new SubnetRow(id, label, cidr, prefix, created, updated, ipv6, prefix6Id);
        }

        SubnetRow with(String block) {
            return new SubnetRow(id, label, cidr, prefixId, created, updated, block, prefix6Id);
        }

        SubnetRow filed6(long prefix) {
            return new SubnetRow(id, label, cidr, prefixId, created, updated, ipv6, prefix);
        }
    }

    /** One subnet as {@code other} has it. */
    VpcRow subnet(long subnet, UnaryOperator<SubnetRow> other, Change change) {
        return with(
                subnets.stream()
                        .map(row -> row.id() == subnet ? other.apply(row) : row)
                        .toList(),
                change);
    }

    VpcRow dual(String range, Change change) {
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
                subnets,
                created,
                change.at(),
                range);
    }

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
                updated,
                ipv6);
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
                change.at(),
                ipv6);
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
                change.at(),
                ipv6);
    }

    /** When, and by which fact of its life. */
    record Change(long version, Instant at) {}
}
