package myidc.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import myidc.inventory.event.Face;
import myidc.inventory.event.SpaceUse;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of space kept free. */
public sealed interface ReservationCommand {
    record ReserveSpace(@TargetAggregateIdentifier ReservationId reservationId, Space space, Keeping keeping)
            implements ReservationCommand {}

    /** Notes what a device took; follows the placing of the device in the same call. */
    record UseSpace(@TargetAggregateIdentifier ReservationId reservationId, DeviceId deviceId)
            implements ReservationCommand {}

    record ReleaseSpace(@TargetAggregateIdentifier ReservationId reservationId) implements ReservationCommand {}

    /** Sent by the portal when the time has come. */
    record ExpireSpace(@TargetAggregateIdentifier ReservationId reservationId) implements ReservationCommand {}

    /** Units of one face or of both. */
    record Space(RackId rackId, Set<Face> faces, BigDecimal positionU, BigDecimal heightU) {}

    /** For what, for whom and until when space is kept. */
    record Keeping(
            SpaceUse use,
            String owner,
            @Nullable String note,
            @Nullable Instant expiresAt) {}
}
