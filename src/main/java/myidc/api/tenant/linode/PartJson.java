package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.InstanceView;
import org.jspecify.annotations.Nullable;

/** Parts of a guest in Linode's words. */
final class PartJson {
    private PartJson() {}

    /** An IPv4 address of a guest. */
    @JsonNaming(SnakeCaseStrategy.class)
    record IpJson(
            String address,
            @Nullable String gateway,
            String subnetMask,
            int prefix,
            String type,
            @JsonProperty("public") boolean open,
            @Nullable String rdns,
            long linodeId,
            @Nullable Long interfaceId,
            String region,
            @JsonProperty("vpc_nat_1_1") @Nullable Object vpcNat,
            boolean reserved,
            EntityJson assignedEntity) {
        static List<IpJson> of(InstanceView guest) {
            return of(guest, null);
        }

        static List<IpJson> of(InstanceView guest, @Nullable String name) {
            String address = guest.address;
            Integer prefix = guest.prefixLength;
            return address == null || prefix == null
                    ? List.of()
                    : List.of(new IpJson(
                            address,
                            guest.gateway,
                            mask(prefix),
                            prefix,
                            "ipv4",
                            true,
                            name,
                            guest.id,
                            null,
                            guest.region,
                            null,
                            false,
                            EntityJson.linode(guest.id, guest.label)));
        }

        private static String mask(int prefix) {
            long bits = prefix == 0 ? 0 : (0xFFFF_FFFFL << (32 - prefix)) & 0xFFFF_FFFFL;
            return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
        }
    }

    /** What something is about. */
    record EntityJson(long id, String label, String type, String url) {
        static EntityJson linode(long id, String label) {
            return new EntityJson(id, label, "linode", "/v4/linode/instances/" + id);
        }
    }

    /** All addresses of a guest. */
    record IpsJson(Ipv4Json ipv4, Ipv6Json ipv6) {
        static IpsJson of(InstanceView guest, @Nullable String name) {
            return new IpsJson(
                    new Ipv4Json(IpJson.of(guest, name), List.of(), List.of(), List.of(), List.of()),
                    new Ipv6Json(null, LinkLocalJson.of(guest), List.of(), List.of()));
        }
    }

    /** IPv4 addresses of a guest by kind. */
    record Ipv4Json(
            @JsonProperty("public") List<IpJson> open,
            @JsonProperty("private") List<IpJson> internal,
            List<IpJson> shared,
            List<IpJson> reserved,
            List<IpJson> vpc) {}

    /** IPv6 addresses of a guest by kind; no network announces itself to it, so it makes none by SLAAC. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Ipv6Json(@Nullable Object slaac, LinkLocalJson linkLocal, List<Object> global, List<Object> vpc) {}

    /** The address every guest gives itself, made of the hardware address that its number gives it (RFC 4291, EUI-64). */
    @JsonNaming(SnakeCaseStrategy.class)
    record LinkLocalJson(
            String address,
            String gateway,
            String subnetMask,
            int prefix,
            String type,
            @Nullable String rdns,
            long linodeId,
            String region,
            @JsonProperty("public") boolean open) {
        static LinkLocalJson of(InstanceView guest) {
            String address = LinkLocal.of(guest.id);
            return new LinkLocalJson(
                    address, "fe80::1", "ffff:ffff:ffff:ffff::", 64, "ipv6", null, guest.id, guest.region, false);
        }
    }

    /** A guest's one disk. */
    @JsonNaming(SnakeCaseStrategy.class)
    record DiskJson(
            long id,
            String label,
            String status,
            String filesystem,
            long size,
            String created,
            String updated,
            String diskEncryption) {
        static DiskJson of(InstanceView guest) {
            String image = guest.image;
            String created = WireTime.text(guest.requestedAt);
            return new DiskJson(
                    guest.id,
                    (image == null ? "Empty" : image) + " Disk",
                    guest.provisionedAt == null ? "not ready" : "ready",
                    image == null ? "raw" : "ext4",
                    guest.diskMb,
                    created,
                    created,
                    "disabled");
        }
    }

    /** A guest's one configuration. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ConfigJson(
            long id,
            String label,
            String comments,
            String kernel,
            String rootDevice,
            String runLevel,
            String virtMode,
            int memoryLimit,
            @Nullable String initrd,
            Map<String, @Nullable DeviceJson> devices,
            HelpersJson helpers,
            List<InterfaceJson> interfaces,
            String created,
            String updated) {
        static ConfigJson of(InstanceView guest) {
            Map<String, @Nullable DeviceJson> devices = new LinkedHashMap<>();
            devices.put("sda", new DeviceJson(guest.id, null));
            for (char letter = 'b'; letter <= 'h'; letter++) {
                devices.put("sd" + letter, null);
            }
            String image = guest.image;
            String created = WireTime.text(guest.requestedAt);
            return new ConfigJson(
                    guest.id,
                    "My " + (image == null ? "Empty" : image) + " Profile",
                    "",
                    "linode/grub2",
                    "/dev/sda",
                    "default",
                    "paravirt",
                    0,
                    null,
                    devices,
                    new HelpersJson(true, true, true, true, true),
                    List.of(),
                    created,
                    created);
        }
    }

    /** What a device of a configuration is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record DeviceJson(long diskId, @Nullable Long volumeId) {}

    /** What is set right in a guest before it boots. */
    @JsonNaming(SnakeCaseStrategy.class)
    record HelpersJson(
            boolean updatedbDisabled, boolean distro, boolean modulesDep, boolean network, boolean devtmpfsAutomount) {}

    /** An interface of a configuration. */
    record InterfaceJson(long id, String purpose) {}

    /** A guest's backups. */
    record BackupsJson(List<Object> automatic, SnapshotsJson snapshot) {
        static final BackupsJson NONE = new BackupsJson(List.of(), new SnapshotsJson(null, null));
    }

    /** A guest's snapshots. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SnapshotsJson(@Nullable Object current, @Nullable Object inProgress) {}

    /** Traffic of this month: used in bytes, quota and billable in GB. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TransferJson(long used, long quota, long billable, List<Object> regionTransfers) {}

    /** Traffic of a month in bytes. */
    @JsonNaming(SnakeCaseStrategy.class)
    record MonthlyTransferJson(long bytesIn, long bytesOut, long bytesTotal) {}
}
