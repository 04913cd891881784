package myidc.api.tenant.vpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.api.tenant.vpc.VpcJson.InterfaceJson;
import myidc.api.tenant.vpc.VpcJson.LinodeJson;
import myidc.api.tenant.wire.SubnetMask;
import myidc.compute.read.NicView;
import myidc.network.Cidr;
import myidc.network.PrivateIpv6;
import myidc.network.read.VpcRow;
import myidc.shared.id.InstanceId;

/**
 * Guests' interfaces in private networks, and which of the guests run.
 *
 * @param ipv6 the guests' addresses of IPv6 there, by {@link #seat}
 */
record Attached(List<NicView> nics, Set<Long> running, Map<String, String> ipv6) {
    private static final int LINK_LENGTH = 64;

    /** Names a guest's place in a subnet. */
    static String seat(String guest, long subnet) {
        return guest + " in " + subnet;
    }

    /** What the guests have of IPv6 in a private network, by the numbers of their interfaces. */
    List<VpcIpv6Json> ipv6s(VpcRow vpc) {
        List<VpcIpv6Json> ips = new ArrayList<>();
        for (NicView nic : nics) {
            Long subnet = nic.subnetId;
            if (nic.vpcId != null && nic.vpcId == vpc.id() && subnet != null) {
                String address = ipv6.get(seat(new InstanceId(nic.instanceId).text(), subnet));
                if (address != null) {
                    ips.add(ipv6(nic, vpc, subnet, address));
                }
            }
        }
        return ips;
    }

    private VpcIpv6Json ipv6(NicView nic, VpcRow vpc, long subnet, String address) {
        return new VpcIpv6Json(
                null,
                null,
                vpc.id(),
                subnet,
                vpc.region(),
                nic.instanceId,
                nic.instanceId,
                nic.id,
                null,
                null,
                running.contains(nic.instanceId),
                "",
                null,
                LINK_LENGTH,
                "",
                PrivateIpv6.link(address),
                false,
                List.of(new VpcIpv6Json.SlaacJson(address)));
    }

    /** Guests in a subnet, by the numbers of their interfaces. */
    List<LinodeJson> linodes(long subnet) {
        Map<Long, List<InterfaceJson>> byGuest = new LinkedHashMap<>();
        for (NicView nic : nics) {
            if (nic.subnetId != null && nic.subnetId == subnet) {
                byGuest.computeIfAbsent(nic.instanceId, id -> new ArrayList<>())
                        .add(new InterfaceJson(nic.id, running.contains(nic.instanceId), nic.instanceId));
            }
        }
        return byGuest.entrySet().stream()
                .map(entry -> new LinodeJson(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Addresses in a private network, by the numbers of their interfaces. */
    List<VpcIpJson> ips(VpcRow vpc) {
        List<VpcIpJson> ips = new ArrayList<>();
        for (NicView nic : nics) {
            String address = nic.address;
            Long subnet = nic.subnetId;
            if (nic.vpcId != null && nic.vpcId == vpc.id() && subnet != null && address != null) {
                vpc.subnets().stream()
                        .filter(row -> row.id() == subnet)
                        .findFirst()
                        .map(row -> Cidr.of("ipv4", row.cidr()))
                        .ifPresent(block -> ips.add(ip(nic, vpc, block, address)));
            }
        }
        return ips;
    }

    private VpcIpJson ip(NicView nic, VpcRow vpc, Cidr block, String address) {
        return new VpcIpJson(
                address,
                null,
                vpc.id(),
                nic.subnetId == null ? 0 : nic.subnetId,
                vpc.region(),
                nic.instanceId,
                nic.instanceId,
                nic.id,
                null,
                null,
                running.contains(nic.instanceId),
                nic.natAddress,
                block.first(false).text(),
                block.length(),
                SubnetMask.of(block.length()));
    }
}
