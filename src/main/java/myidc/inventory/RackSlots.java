package myidc.inventory;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.SiteId;

/**
 * Room in racks, held by PostgreSQL in the transaction of the fact: no two devices in the same half unit of a face (an
 * exclusion constraint), nothing above the top, nothing over the weight or power a rack may have. Changes to one rack
 * wait for each other on the rack's row, so that its sums are true. What is unknown of a device weighs nothing here.
 */
@Singleton
final class RackSlots {
    private static final int POSITION_U_MAX = 100;

    private final Sql sql;

    private final RackHolds holds;

    RackSlots(Sql sql, RackHolds holds) {
        this.sql = sql;
        this.holds = holds;
    }

    void open(RackId rack, SiteId site, RackLimits limits) {
        sql.later(
                "insert into rack_room (rack_id, site_id, height_u, weight_kg_max, power_w_max) values (?, ?, ?, ?, ?)",
                rack.value(),
                site.value(),
                limits.heightU(),
                limits.weightKgMax(),
                limits.powerWMax());
    }

    /** Sets new limits; refused when what stands in the rack does not fit them. */
    void limit(RackId rack, RackLimits limits) {
        Load load = lockedLoad(rack);
        if (load.topHalf() > 2 * limits.heightU()) {
            throw exceeds("heightU", "A device stands or space is kept above " + limits.heightU() + " U");
        }
        if (load.weightKg().compareTo(BigDecimal.valueOf(limits.weightKgMax())) > 0) {
            throw exceeds("maxWeightKg", "The rack carries " + load.weightKg() + " kg");
        }
        if (load.drawW() > limits.powerWMax()) {
            throw exceeds("maxPowerW", "The rack's devices draw up to " + load.drawW() + " W");
        }
        sql.later(
                "update rack_room set height_u = ?, weight_kg_max = ?, power_w_max = ? where rack_id = ?",
                limits.heightU(),
                limits.weightKgMax(),
                limits.powerWMax(),
                rack.value());
    }

    /** Gives up an empty rack's room. */
    void close(RackId rack) {
        locked(rack);
        holds.dropExpired(rack);
        Optional<String> holder = sql.row(
                "select coalesce('device-' || device_id, 'reservation-' || reservation_id) from rack_slot"
                        + " where rack_id = ? order by device_id nulls last limit 1",
                row -> row.getString(1),
                rack.value());
        if (holder.isPresent()) {
            throw Refused.heldBy(
                    InventoryRefusal.RACK_NOT_EMPTY,
                    "id",
                    "The rack is not empty: it holds " + holder.get(),
                    holder.get());
        }
        sql.change("delete from rack_room where rack_id = ?", rack.value());
    }

    /** Takes the place for a device, giving back the one it had; answers the rack's site. */
    SiteId take(DeviceId device, DeviceMake make, Place place) {
        free(device);
        Room room = locked(place.rackId());
        String units = units(make, place, room);
        holds.dropExpired(place.rackId());
        ReservationId kept = place.reservationId();
        for (Face face : make.fullDepth() ? List.of(Face.FRONT, Face.REAR) : List.of(place.face())) {
            if (kept != null) {
                holds.use(kept, place.rackId(), face, units);
            }
            int placed = sql.change(
                    "insert into rack_slot (rack_id, face, units, device_id, weight_kg, draw_w)"
                            + " values (?, ?, ?::int4range, ?, ?, ?) on conflict do nothing",
                    place.rackId().value(),
                    face.name(),
                    units,
                    device.value(),
                    face == place.face() ? make.weightKg() : null,
                    face == place.face() ? make.maxDrawW() : null);
            if (placed == 0) {
                throw taken(place, face, units);
            }
        }
        refuseOverload(place.rackId(), room);
        return room.siteId();
    }

    private void refuseOverload(RackId rack, Room room) {
        Load load = load(rack);
        if (load.weightKg().compareTo(BigDecimal.valueOf(room.limits().weightKgMax())) > 0) {
            throw Refused.field(
                    InventoryRefusal.WEIGHT_EXCEEDED,
                    "rackId",
                    "The rack would carry " + load.weightKg().toPlainString() + " kg of at most "
                            + room.limits().weightKgMax());
        }
        if (load.drawW() > room.limits().powerWMax()) {
            throw Refused.field(
                    InventoryRefusal.POWER_EXCEEDED,
                    "rackId",
                    "The rack's devices would draw up to " + load.drawW() + " W of at most "
                            + room.limits().powerWMax());
        }
    }

    /** Says how many bays a device has; refused when one above that is taken. */
    void fitBays(DeviceId device, int bays) {
        long above = sql.count("select count(*) from bay_slot where chassis_id = ? and bay > ?", device.value(), bays);
        if (above > 0) {
            throw Refused.field(
                    InventoryRefusal.CHASSIS_NOT_EMPTY, "bays", above + " bays above " + bays + " are taken");
        }
        sql.change(
                "insert into chassis (device_id, bays) values (?, ?)"
                        + " on conflict (device_id) do update set bays = excluded.bays",
                device.value(),
                bays);
    }

    /** Seats a device of zero height in a bay; its weight and power count where the chassis stands. */
    Stand seat(DeviceId device, DeviceMake make, DeviceId chassis, int bay) {
        free(device);
        if (make.heightU().signum() != 0) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "chassisId", "The device has units of its own and fits no bay");
        }
        int bays = sql.row(
                        "select bays from chassis where device_id = ? for update",
                        row -> row.getInt(1),
                        chassis.value())
                .orElse(0);
        if (bay < 1 || bay > bays) {
            throw Refused.field(InventoryRefusal.BAY_UNKNOWN, "bay", chassis.text() + " has bays 1 to " + bays);
        }
        RackId rack = sql.row(
                        "select rack_id from rack_slot where device_id = ? limit 1",
                        row -> new RackId(row.getLong(1)),
                        chassis.value())
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.CHASSIS_NOT_RACKED, "chassisId", chassis.text() + " stands in no rack"));
        Room room = locked(rack);
        if (sql.change(
                        "insert into bay_slot (chassis_id, bay, device_id) values (?, ?, ?) on conflict do nothing",
                        chassis.value(),
                        bay,
                        device.value())
                == 0) {
            throw Refused.field(
                    InventoryRefusal.BAY_TAKEN, "bay", "bay " + bay + " of " + chassis.text() + " is taken");
        }
        sql.change(
                "insert into rack_slot (rack_id, face, units, device_id, weight_kg, draw_w)"
                        + " values (?, 'FRONT', 'empty', ?, ?, ?)",
                rack.value(),
                device.value(),
                make.weightKg(),
                make.maxDrawW());
        refuseOverload(rack, room);
        return new Stand(rack, room.siteId());
    }

    /** Gives back a device's place; refused while others sit in its bays. */
    void free(DeviceId device) {
        sql.row(
                        "select device_id from bay_slot where chassis_id = ? order by bay limit 1",
                        row -> new DeviceId(row.getLong(1)).text(),
                        device.value())
                .ifPresent(seated -> {
                    throw Refused.heldBy(
                            InventoryRefusal.CHASSIS_NOT_EMPTY, "id", seated + " sits in one of its bays", seated);
                });
        sql.change("delete from bay_slot where device_id = ?", device.value());
        sql.change("delete from rack_slot where device_id = ?", device.value());
    }

    private static String units(DeviceMake make, Place place, Room room) {
        int height = HalfUnits.of("heightU", make.heightU(), 0, POSITION_U_MAX);
        if (height == 0) {
            if (place.positionU() != null) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "positionU",
                        "positionU must be absent: the device hangs beside the units");
            }
            return "empty";
        }
        int bottom = HalfUnits.of("positionU", place.positionU(), 1, POSITION_U_MAX) - 2;
        if (bottom + height > 2 * room.limits().heightU()) {
            throw Refused.field(
                    InventoryRefusal.ABOVE_RACK,
                    "positionU",
                    "positionU " + place.positionU() + " with a height of " + make.heightU()
                            + " U is above the rack's "
                            + room.limits().heightU() + " U");
        }
        return "[" + bottom + "," + (bottom + height) + ")";
    }

    private Refused taken(Place place, Face face, String units) {
        return holds.taken(place.rackId(), face, units)
                .orElseGet(() -> Refused.field(
                        InventoryRefusal.SLOT_TAKEN,
                        "positionU",
                        "positionU " + place.positionU() + ", " + face + ", is just being taken"));
    }

    private Room locked(RackId rack) {
        return sql.row(
                        "select site_id, height_u, weight_kg_max, power_w_max from rack_room where rack_id = ?"
                                + " for update",
                        row -> new Room(
                                new SiteId(row.getLong(1)),
                                new RackLimits(row.getInt(2), row.getInt(3), row.getInt(4))),
                        rack.value())
                .orElseThrow(RackSlots::unknown);
    }

    private Load lockedLoad(RackId rack) {
        return sql.row("select * from locked_rack_load(?)", RackSlots::load, rack.value())
                .orElseThrow(RackSlots::unknown);
    }

    private static Load load(ResultSet row) throws SQLException {
        return new Load(row.getBigDecimal(1), row.getLong(2), row.getInt(3));
    }

    private static Refused unknown() {
        return Refused.field(InventoryRefusal.RACK_UNKNOWN, "rackId", "rackId names no rack in use");
    }

    private Load load(RackId rack) {
        return sql.row(
                        "select coalesce(sum(weight_kg), 0), coalesce(sum(draw_w), 0), coalesce(max(upper(units)), 0)"
                                + " from rack_slot where rack_id = ?",
                        RackSlots::load,
                        rack.value())
                .orElseThrow();
    }

    private static Refused exceeds(String field, String detail) {
        return Refused.field(InventoryRefusal.RACK_LIMIT_EXCEEDED, field, detail);
    }

    /** Where a seated device is. */
    record Stand(RackId rackId, SiteId siteId) {}

    private record Room(SiteId siteId, RackLimits limits) {}

    private record Load(BigDecimal weightKg, long drawW, int topHalf) {}
}
