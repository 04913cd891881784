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
import myidc.network.read.VpcRow;

/** Guests' interfaces in private networks, and which of the guests run. */
record Attached(List<NicView> nics, Set<Long> running) {

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
