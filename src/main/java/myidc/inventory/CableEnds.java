package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.Collection;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.CableId;
import myidc.shared.id.DeviceId;

/** Which cable ends where: a socket holds one cable at most, held by a key of PostgreSQL. */
@Singleton
final class CableEnds {
    private final Sql sql;

    CableEnds(Sql sql) {
        this.sql = sql;
    }

    void plug(CableId cable, DeviceId device, String port, String field) {
        sql.rows(
                "select pg_advisory_xact_lock_shared(hashtext('inventory.ports'), ?::int)",
                row -> true,
                device.value());
        int plugged = sql.change(
                "insert into cable_end (device_id, port, cable_id) values (?, ?, ?) on conflict do nothing",
                device.value(),
                port,
                cable.value());
        if (plugged == 0) {
            String holder = sql.row(
                            "select cable_id from cable_end where device_id = ? and port = ?",
                            row -> new CableId(row.getLong(1)).text(),
                            device.value(),
                            port)
                    .orElse("another change under way");
            throw Refused.heldBy(
                    InventoryRefusal.PORT_TAKEN,
                    field,
                    field + " " + port + " of " + device.text() + " holds " + holder,
                    holder);
        }
    }

    void pull(CableId cable) {
        sql.change("delete from cable_end where cable_id = ?", cable.value());
    }

    /** Refused when a socket that is not among these holds a cable. */
    void refuseWithout(DeviceId device, Collection<String> ports) {
        sql.rows("select pg_advisory_xact_lock(hashtext('inventory.ports'), ?::int)", row -> true, device.value());
        sql.row(
                        "select port, cable_id from cable_end where device_id = ? and not port = any (?)"
                                + " order by port limit 1",
                        row -> row.getString(1) + " holds " + new CableId(row.getLong(2)).text(),
                        device.value(),
                        ports.toArray(String[]::new))
                .ifPresent(held -> {
                    throw Refused.field(InventoryRefusal.PORT_TAKEN, "ports", held);
                });
    }
}
