package myidc.inventory.event;

import java.math.BigDecimal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan; which of its parts are needed depends on the deed.
 *
 * @param deviceTypeId of what is ordered
 * @param rackName of the rack that is set up, or of one that an earlier step sets up and in which this one places
 * @param reservationId kept space that is used
 * @param name of what is ordered
 */
public record LayoutStep(
        LayoutDeed deed,
        @Nullable DeviceId deviceId,
        @Nullable Long deviceTypeId,
        @Nullable RackId rackId,
        @Nullable String rackName,
        @Nullable Face face,
        @Nullable BigDecimal positionU,
        @Nullable ReservationId reservationId,
        @Nullable String name,
        @Nullable Integer heightU,
        @Nullable Integer weightKgMax,
        @Nullable Integer powerWMax) {}
