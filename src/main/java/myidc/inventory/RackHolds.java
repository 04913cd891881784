package myidc.inventory;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import myidc.inventory.ReservationCommand.Keeping;
import myidc.inventory.ReservationCommand.Space;
import myidc.inventory.event.Face;
import myidc.inventory.event.ReservationEvent.Span;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * Space kept free, in the same table and under the same constraint as the devices' own, so that neither can lie over the
 * other. What has run out gives way at once; its reservation is told later.
 */
@Singleton
final class RackHolds {
    private static final int HEIGHT_U_MAX = 60;

    private final Sql sql;
    private final Clock clock;

    RackHolds(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps the space; refused where a device stands or other space is kept. */
    void keep(ReservationId reservation, Space space, Keeping keeping) {
        if (space.faces().isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "faces", "faces must name FRONT, REAR or both");
        }
        int heightU = sql.row(
                        "select height_u from rack_room where rack_id = ? for update",
                        row -> row.getInt(1),
                        space.rackId().value())
                .orElseThrow(
                        () -> Refused.field(InventoryRefusal.RACK_UNKNOWN, "rackId", "rackId names no rack in use"));
        int bottom = HalfUnits.of("positionU", space.positionU(), 1, HEIGHT_U_MAX) - 2;
        int height = HalfUnits.of("heightU", space.heightU(), 0, HEIGHT_U_MAX);
        if (height == 0) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "heightU", "heightU must be at least 0.5");
        }
        if (bottom + height > 2 * heightU) {
            throw Refused.field(
                    InventoryRefusal.ABOVE_RACK, "positionU", "The space ends above the rack's " + heightU + " U");
        }
        dropExpired(space.rackId());
        sql.change(
                "insert into rack_hold (reservation_id, rack_id, use, owner, expires_at) values (?, ?, ?, ?, ?)",
                reservation.value(),
                space.rackId().value(),
                keeping.use().name(),
                keeping.owner(),
                keeping.expiresAt());
        String units = "[" + bottom + "," + (bottom + height) + ")";
        for (Face face : space.faces()) {
            if (insert(space.rackId().value(), face.name(), units, reservation) == 0) {
                throw taken(space.rackId(), face, units)
                        .orElseGet(() -> Refused.field(
                                InventoryRefusal.SLOT_TAKEN, "positionU", "The space is just being taken"));
            }
        }
    }

    /** Who holds some of these units of a face, as the refusal of who wanted them. */
    Optional<Refused> taken(RackId rack, Face face, String units) {
        return sql.row(
                "select device_id, rack_slot.reservation_id, use, owner, expires_at::text from rack_slot"
                        + " left join rack_hold using (reservation_id) where rack_slot.rack_id = ? and face = ?"
                        + " and units && ?::int4range order by units limit 1",
                row -> refused(
                        face,
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3) + " for " + row.getString(4)
                                + (row.getString(5) == null ? "" : " until " + row.getString(5))),
                rack.value(),
                face.name(),
                units);
    }

    /** Forgets what is kept there and has run out. */
    void dropExpired(RackId rack) {
        sql.change(
                "delete from rack_slot using rack_hold where rack_slot.reservation_id = rack_hold.reservation_id"
                        + " and rack_slot.rack_id = ? and expires_at <= ?",
                rack.value(),
                clock.instant());
    }

    /** Makes room for a device in space that was kept for it; refused when the units lie outside that space. */
    void use(ReservationId reservation, RackId rack, Face face, String units) {
        String blocked = sql.row(
                        "select use from rack_hold where reservation_id = ?",
                        row -> row.getString(1),
                        reservation.value())
                .orElseThrow(() -> notThere(reservation));
        if ("BLOCKED".equals(blocked)) {
            throw Refused.heldBy(
                    InventoryRefusal.SLOT_RESERVED, "positionU", "The units are blocked", reservation.text());
        }
        String kept = sql.row(
                        "delete from rack_slot where reservation_id = ? and rack_id = ? and face = ?"
                                + " and units @> ?::int4range returning units::text",
                        row -> row.getString(1),
                        reservation.value(),
                        rack.value(),
                        face.name(),
                        units)
                .orElseThrow(() -> notThere(reservation));
        List<String> rest = sql.rows(
                "select part::text from unnest(int4multirange(?::int4range) - int4multirange(?::int4range)) as part",
                row -> row.getString(1),
                kept,
                units);
        rest.forEach(part -> insert(rack.value(), face.name(), part, reservation));
    }

    /** What is left of the space. */
    List<Span> left(ReservationId reservation) {
        return sql.rows(
                "select face, lower(units), upper(units) from rack_slot where reservation_id = ? order by face, units",
                row -> new Span(
                        Face.valueOf(row.getString(1)), units(row.getInt(2) + 2), units(row.getInt(3) - row.getInt(2))),
                reservation.value());
    }

    void giveBack(ReservationId reservation) {
        sql.change("delete from rack_slot where reservation_id = ?", reservation.value());
        sql.change("delete from rack_hold where reservation_id = ?", reservation.value());
    }

    private int insert(long rack, String face, String units, ReservationId reservation) {
        return sql.change(
                "insert into rack_slot (rack_id, face, units, reservation_id) values (?, ?, ?::int4range, ?)"
                        + " on conflict do nothing",
                rack,
                face,
                units,
                reservation.value());
    }

    private static Refused refused(Face face, long device, long reservation, @Nullable String kept) {
        if (device != 0) {
            String holder = new DeviceId(device).text();
            return Refused.heldBy(
                    InventoryRefusal.SLOT_TAKEN,
                    "positionU",
                    "The units are taken, " + face + ", by " + holder,
                    holder);
        }
        return Refused.heldBy(
                InventoryRefusal.SLOT_RESERVED,
                "positionU",
                "The units are kept, " + face + ": " + kept,
                new ReservationId(reservation).text());
    }

    private static Refused notThere(ReservationId reservation) {
        return Refused.heldBy(
                InventoryRefusal.RESERVATION_ELSEWHERE,
                "reservationId",
                "The device would not stand within the space of " + reservation.text(),
                reservation.text());
    }

    private static BigDecimal units(int halves) {
        return HalfUnits.plain(BigDecimal.valueOf(halves * 5L, 1));
    }
}
