package myidc.network.read;

import java.time.Instant;
import java.util.List;

/** A private network as screens show it. */
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
        List<SubnetRow> subnets,
        Instant created,
        Instant updated) {

    /** A subnet of a private network. */
    public record SubnetRow(long id, String label, String cidr, Instant created, Instant updated) {}

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
                newSubnets,
                created,
                change.at());
    }

    /** When, and by which fact of its life. */
    record Change(long version, Instant at) {}
}
