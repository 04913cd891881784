package myidc.inventory.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import org.jspecify.annotations.Nullable;

/** The life of space in a rack that is kept free. */
public sealed interface ReservationEvent {
    ReservationId reservationId();

    /**
     * Space was kept.
     *
     * @param positionU the lowest unit, counted from 1 at the bottom
     * @param expiresAt when it is free again by itself; null is never
     */
    record SpaceReserved(
            ReservationId reservationId,
            RackId rackId,
            SpaceUse use,
            List<Face> faces,
            BigDecimal positionU,
            BigDecimal heightU,
            String owner,
            @Nullable String note,
            @Nullable Instant expiresAt)
            implements ReservationEvent {}

    /** A device took some of the space; nothing is left when {@code left} is empty. */
    record SpaceUsed(ReservationId reservationId, DeviceId deviceId, List<Span> left) implements ReservationEvent {}

    /** The space was given back. */
    record SpaceReleased(ReservationId reservationId) implements ReservationEvent {}

    /** The space's time ran out. */
    record SpaceExpired(ReservationId reservationId) implements ReservationEvent {}

    /** Units of one face. */
    record Span(Face face, BigDecimal positionU, BigDecimal heightU) {}
}
