package myidc.network;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.VpcCommand.FileSubnet;
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
        Long filed = wanted.prefixId();
        if (filed != null) {
            return new Filed(new PrefixId(filed), List.of());
        }
        List<Object> commands = new ArrayList<>();
        Long routed = network.vrfId();
        VrfId vrf = new VrfId(routed == null ? sequences.next("vrf") : routed);
        if (routed == null) {
            commands.add(new DefineVrf(vrf, vpc.text(), null, false, null));
        }
        PrefixId prefix = new PrefixId(sequences.next("prefix"));
        Cidr block = Cidr.of("ipv4", wanted.cidr());
        commands.add(new AllocatePrefix(
                prefix,
                new SiteId(network.siteId()),
                block.text(),
                block.first(false).text(),
                false,
                new Filing(
                        vrf,
                        false,
                        null,
                        new TenantId(network.tenantId()),
                        PrefixRole.VPC,
                        vpc.text() + ", " + subnet.text(),
                        0)));
        commands.add(new FileSubnet(vpc, subnet, vrf, prefix));
        return new Filed(prefix, commands);
    }

    private static Refused gone() {
        return Refused.field(NetworkRefusal.SUBNET_UNKNOWN, "subnet_id", "subnet_id names no subnet of yours here");
    }

    /** Where a subnet's addresses are given out, and the commands that make it so. */
    public record Filed(PrefixId prefix, List<Object> commands) {}
}
