package myidc.inventory;

import jakarta.inject.Singleton;
import myidc.inventory.CordCommand.PlugCord;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.CordId;

/** Which cord sits in which outlet and power supply: one at most in each, held by keys of PostgreSQL. */
@Singleton
final class PowerPlugs {
    private final Sql sql;

    PowerPlugs(Sql sql) {
        this.sql = sql;
    }

    void plug(PlugCord wanted) {
        long outlets = sql.row(
                        "select outlets from power_node_view join power_wire on node_id = id where id = ? for share",
                        row -> row.getLong(1),
                        wanted.powerNodeId().value())
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.POWER_NODE_UNKNOWN, "powerNodeId", "powerNodeId names no node in use"));
        if (wanted.outlet() < 1 || wanted.outlet() > outlets) {
            throw Refused.field(
                    InventoryRefusal.OUTLET_UNKNOWN,
                    "outlet",
                    wanted.powerNodeId().text() + " has outlets 1 to " + outlets);
        }
        int plugged = sql.change(
                "insert into power_plug (cord_id, device_id, psu, node_id, outlet) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                wanted.cordId().value(),
                wanted.deviceId().value(),
                wanted.psu(),
                wanted.powerNodeId().value(),
                wanted.outlet());
        if (plugged == 0) {
            boolean outlet = sql.count(
                            "select count(*) from power_plug where node_id = ? and outlet = ?",
                            wanted.powerNodeId().value(),
                            wanted.outlet())
                    > 0;
            throw Refused.field(
                    InventoryRefusal.OUTLET_TAKEN,
                    outlet ? "outlet" : "psu",
                    outlet ? "The outlet holds another cord" : "The power supply has a cord already");
        }
    }

    void pull(CordId cord) {
        sql.change("delete from power_plug where cord_id = ?", cord.value());
    }
}
