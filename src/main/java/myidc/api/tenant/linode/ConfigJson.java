package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.read.GuestConfigView;
import myidc.compute.read.NicView;
import myidc.network.PrivateIpv6;
import myidc.shared.id.DiskId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** A guest's configuration in Linode's words. */
@JsonNaming(SnakeCaseStrategy.class)
record ConfigJson(
        long id,
        String label,
        String comments,
        String kernel,
        String rootDevice,
        String runLevel,
        String virtMode,
        long memoryLimit,
        @Nullable String initrd,
        Map<String, @Nullable DeviceJson> devices,
        HelpersJson helpers,
        List<InterfaceJson> interfaces,
        String created,
        String updated) {
    static ConfigJson of(GuestConfigView row, List<InterfaceJson> interfaces) {
        GuestConfig config = row.fact();
        Map<String, @Nullable DeviceJson> devices = new LinkedHashMap<>();
        for (char letter = 'a'; letter <= 'h'; letter++) {
            devices.put("sd" + letter, null);
        }
        config.devices().forEach(device -> devices.put(device.slot(), DeviceJson.of(device)));
        List<String> helpers = config.helpers();
        return new ConfigJson(
                row.id,
                config.label(),
                config.comments(),
                config.kernel(),
                config.rootDevice(),
                config.runLevel(),
                config.virtMode(),
                config.memoryLimitMb(),
                null,
                devices,
                new HelpersJson(
                        helpers.contains("updatedb_disabled"),
                        helpers.contains("distro"),
                        helpers.contains("modules_dep"),
                        helpers.contains("network"),
                        helpers.contains("devtmpfs_automount")),
                interfaces,
                WireTime.text(row.createdAt),
                WireTime.text(row.updatedAt));
    }

    /** What a device of a configuration is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record DeviceJson(@Nullable Long diskId, @Nullable Long volumeId) {
        static DeviceJson of(Device device) {
            DiskId disk = device.diskId();
            VolumeId volume = device.volumeId();
            return new DeviceJson(disk == null ? null : disk.value(), volume == null ? null : volume.value());
        }
    }

    /** What is set right in a guest before it boots. */
    @JsonNaming(SnakeCaseStrategy.class)
    record HelpersJson(
            boolean updatedbDisabled, boolean distro, boolean modulesDep, boolean network, boolean devtmpfsAutomount) {}

    /** An interface of a configuration; a private network's has its addresses, a VLAN's its label. */
    @JsonNaming(SnakeCaseStrategy.class)
    record InterfaceJson(
            long id,
            String purpose,
            boolean primary,
            boolean active,
            @Nullable String label,
            @Nullable String ipamAddress,
            @Nullable Long vpcId,
            @Nullable Long subnetId,
            @Nullable VpcAddressJson ipv4,
            @Nullable List<String> ipRanges,
            @Nullable Ipv6Json ipv6) {
        static InterfaceJson of(NicView nic, boolean running, @Nullable String ipv6) {
            String address = nic.address;
            boolean vlan = nic.vlanId != null;
            return new InterfaceJson(
                    nic.id,
                    nic.purpose.toLowerCase(Locale.ROOT),
                    nic.primary,
                    running,
                    nic.label,
                    vlan && nic.ipamAddress == null ? "" : nic.ipamAddress,
                    nic.vpcId,
                    nic.subnetId,
                    address == null ? null : new VpcAddressJson(address, nic.natAddress),
                    nic.vpcId == null ? null : List.of(),
                    ipv6 == null ? null : Ipv6Json.of(ipv6));
        }
    }

    /** IPv6 of an interface in a private network. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Ipv6Json(List<SlaacJson> slaac, List<SlaacJson> ranges, boolean isPublic) {
        static Ipv6Json of(String address) {
            return new Ipv6Json(List.of(new SlaacJson(PrivateIpv6.link(address), address)), List.of(), false);
        }
    }

    /** A block and the address of it. */
    record SlaacJson(String range, String address) {}

    /** Addresses of an interface in a private network. */
    record VpcAddressJson(
            String vpc, @JsonProperty("nat_1_1") @Nullable String nat) {}
}
