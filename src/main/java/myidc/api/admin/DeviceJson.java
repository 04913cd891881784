package myidc.api.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import myidc.inventory.read.DeviceView;
import org.jspecify.annotations.Nullable;

/**
 * A device.
 *
 * @param state ORDERED, RECEIVED, RACKED, IN_SERVICE, DRAINING or RETIRED
 * @param hostId the host it was made; null when it is none
 * @param chassisId the chassis it sits in, and bay the bay there; null when it has a place of its own
 * @param bays bays it has for others; null when it is no chassis
 * @param budgetW power planned for it; null when none is
 * @param tenantId whose gear it is; null when it is the operator's own
 * @param positionU the lowest unit it occupies, counted from 1 at the bottom; null when not racked or of zero height
 */
public record DeviceJson(
        long id,
        long deviceId,
        long deviceTypeId,
        long version,
        String name,
        @Nullable String serial,
        @Nullable String assetTag,
        String state,
        TypeJson type,
        @Nullable Long siteId,
        @Nullable Long rackId,
        @Nullable String rackName,
        @Nullable String face,
        @Nullable BigDecimal positionU,
        @Nullable Long hostId,
        @Nullable Long chassisId,
        @Nullable Integer bay,
        @Nullable Integer bays,
        @Nullable Integer budgetW,
        @Nullable Long tenantId,
        @Nullable LocalDate boughtOn,
        @Nullable Instant orderedAt,
        @Nullable Instant receivedAt,
        @Nullable Instant rackedAt,
        @Nullable Instant inServiceAt,
        @Nullable Instant retiredAt) {
    static DeviceJson of(DeviceView device, Map<Long, String> rackNames, Map<Long, Long> hosts) {
        return new DeviceJson(
                device.id,
                device.id,
                device.deviceTypeId,
                device.version,
                device.name,
                device.serial,
                device.assetTag,
                device.state,
                TypeJson.of(device),
                device.siteId,
                device.rackId,
                device.rackId == null ? null : rackNames.get(device.rackId),
                device.face,
                device.positionU,
                hosts.get(device.id),
                device.chassisId,
                device.bay,
                device.bays,
                device.budgetW,
                device.tenantId,
                device.boughtOn,
                device.orderedAt,
                device.receivedAt,
                device.rackedAt,
                device.inServiceAt,
                device.retiredAt);
    }

    /** What a device is; null is unknown. */
    public record TypeJson(
            long id,
            String manufacturer,
            String model,
            String category,
            BigDecimal heightU,
            boolean fullDepth,
            @Nullable BigDecimal weightKg,
            @Nullable Integer maxDrawW) {
        static TypeJson of(DeviceView device) {
            return new TypeJson(
                    device.deviceTypeId,
                    device.manufacturer,
                    device.model,
                    device.category,
                    device.heightU,
                    device.fullDepth,
                    device.weightKg,
                    device.maxDrawW);
        }
    }
}
