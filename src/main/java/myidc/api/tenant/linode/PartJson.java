package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.GuestDiskView;
import myidc.compute.read.InstanceView;
import org.jspecify.annotations.Nullable;

/** Parts of a guest in Linode's words. */
final class PartJson {
    private PartJson() {}

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

    /** A guest's disk; size in MiB. */
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
        static DiskJson of(GuestDiskView disk, boolean encrypted) {
            return new DiskJson(
                    disk.id,
                    disk.label,
                    switch (disk.status) {
                        case "READY" -> "ready";
                        case "DELETING" -> "deleting";
                        default -> "not ready";
                    },
                    disk.filesystem,
                    disk.sizeMb,
                    WireTime.text(disk.createdAt),
                    WireTime.text(disk.updatedAt),
                    EncryptionWords.shown(encrypted));
        }
    }

    /** Traffic of this month: used in bytes, quota and billable in GB. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TransferJson(long used, long quota, long billable, List<Object> regionTransfers) {}

    /** Traffic of a month in bytes. */
    @JsonNaming(SnakeCaseStrategy.class)
    record MonthlyTransferJson(long bytesIn, long bytesOut, long bytesTotal) {}
}
