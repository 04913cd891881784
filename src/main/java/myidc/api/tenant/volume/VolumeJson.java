package myidc.api.tenant.volume;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.api.tenant.wire.WireTime;
import myidc.storage.read.VolumeView;
import org.jspecify.annotations.Nullable;

/**
 * Linode's volume object.
 *
 * @param size in GiB
 * @param failure what went wrong last, null once something went right; beyond Linode's contract
 */
@JsonNaming(SnakeCaseStrategy.class)
public record VolumeJson(
        long id,
        String status,
        String label,
        String created,
        String updated,
        String filesystemPath,
        long size,
        @Nullable Long linodeId,
        @Nullable String linodeLabel,
        boolean ioReady,
        String region,
        List<String> tags,
        String hardwareType,
        String encryption,
        List<String> locks,
        @Nullable String failure) {

    /** @param labels of guests by number */
    static VolumeJson of(VolumeView row, Map<Long, String> labels) {
        Long guest = row.instanceId;
        return new VolumeJson(
                row.id,
                status(row),
                row.label,
                WireTime.text(row.createdAt),
                WireTime.text(row.updatedAt),
                "/dev/disk/by-id/scsi-0Linode_Volume_" + row.label,
                row.sizeGb,
                guest,
                guest == null ? null : labels.get(guest),
                row.attached,
                row.region,
                List.of(row.tags),
                "nvme",
                "disabled",
                List.of(),
                row.failure);
    }

    /** In Linode's words, which know neither attaching nor a failure. */
    static String status(VolumeView row) {
        return switch (row.status) {
            case "ATTACHING", "DETACHING" -> "active";
            case "DELETING", "FAILED" -> "offline";
            default -> row.status.toLowerCase(Locale.ROOT);
        };
    }
}
