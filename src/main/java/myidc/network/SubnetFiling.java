package myidc.network;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.VpcCommand.FileSubnet;
import myidc.network.VpcCommand.FileSubnetIpv6;
import myidc.network.VrfCommand.DefineVrf;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VpcRow;
import myidc.network.read.VpcRow.SubnetRow;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a subnet of a tenant's private network a prefix that gives out addresses, in a routing table of the network's
 * own, the first time a guest is attached: from then on its addresses are given, told and remembered as all others are.
 */
@Singleton
public final class SubnetFiling {
    private final NetworkShelves shelves;
    private final Sequences sequences;
    private final Sql sql;

    SubnetFiling(NetworkShelves shelves, Sequences sequences, Sql sql) {
        this.shelves = shelves;
        this.sequences = sequences;
        this.sql = sql;
    }

    /** The subnet's prefix and what must be sent first; whoever asks for the same network waits until this is over. */
    public Filed of(VpcId vpc, SubnetId subnet) {
        sql.rows("select pg_advisory_xact_lock(hashtext('vpcs'), hashint8(?))", row -> true, vpc.value());
        VpcRow network = shelves.vpcs().find(vpc.value(), null).orElseThrow(SubnetFiling::gone);
        SubnetRow wanted = network.subnets().stream()
                .filter(row -> row.id() == subnet.value())
                .findFirst()
                .orElseThrow(SubnetFiling::gone);
        List<Object> commands = new ArrayList<>();
        Long filed = wanted.prefixId();
        if (filed != null) {
            VrfId table = new VrfId(requireNonNull(network.vrfId()));
            return new Filed(new PrefixId(filed), ipv6(network, wanted, table, commands), commands);
        }
        Long routed = network.vrfId();
        VrfId vrf = new VrfId(routed == null ? sequences.next("vrf") : routed);
        if (routed == null) {
            commands.add(new DefineVrf(vrf, vpc.text(), null, false, null));
        }
        PrefixId prefix = new PrefixId(sequences.next("prefix"));
        commands.add(allocated(prefix, network, wanted, new Place(vrf, Cidr.of("ipv4", wanted.cidr()))));
        commands.add(new FileSubnet(vpc, subnet, vrf, prefix));
        return new Filed(prefix, ipv6(network, wanted, vrf, commands), commands);
    }

    private @Nullable PrefixId ipv6(VpcRow network, SubnetRow subnet, VrfId table, List<Object> commands) {
        String block = subnet.ipv6();
        Long filed = subnet.prefix6Id();
        if (block == null || filed != null) {
            return filed == null ? null : new PrefixId(filed);
        }
        PrefixId prefix = new PrefixId(sequences.next("prefix"));
        commands.add(allocated(prefix, network, subnet, new Place(table, Cidr.of("ipv6", block))));
        commands.add(new FileSubnetIpv6(new VpcId(network.id()), new SubnetId(subnet.id()), prefix));
        return prefix;
    }

    private static AllocatePrefix allocated(PrefixId prefix, VpcRow network, SubnetRow subnet, Place place) {
        return new AllocatePrefix(
                prefix,
                new SiteId(network.siteId()),
                place.block().text(),
                place.block().first(false).text(),
                false,
                new Filing(
                        place.table(),
                        false,
                        null,
                        new TenantId(network.tenantId()),
                        PrefixRole.VPC,
                        new VpcId(network.id()).text() + ", " + new SubnetId(subnet.id()).text(),
                        0));
    }

    private static Refused gone() {
        return Refused.field(NetworkRefusal.SUBNET_UNKNOWN, "subnet_id", "subnet_id names no subnet of yours here");
    }

    /**
     * Where a subnet's addresses are given out, and the commands that make it so.
     *
     * @param prefix6 the same of IPv6; null when the subnet has none
     */
    public record Filed(PrefixId prefix, @Nullable PrefixId prefix6, List<Object> commands) {}

    private record Place(VrfId table, Cidr block) {}
}
