package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.Collection;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;

/** Which bays devices have for modules, held by PostgreSQL in the transaction of the fact: a module sits in one of them. */
@Singleton
final class ModuleBays {
    private final Sql sql;

    ModuleBays(Sql sql) {
        this.sql = sql;
    }

    /** Gives a device these bays and no others; refused while a module sits in one that goes. */
    void fit(DeviceId device, Collection<String> bays) {
        String[] names = bays.toArray(String[]::new);
        sql.row(
                        "select bay, part_id from module_bay where device_id = ? and part_id is not null"
                                + " and not bay = any (?) order by bay limit 1 for update",
                        row -> row.getString(1) + " holds " + new PartId(row.getLong(2)).text(),
                        device.value(),
                        names)
                .ifPresent(held -> {
                    throw Refused.field(InventoryRefusal.BAY_TAKEN, "bays", held);
                });
        sql.change("delete from module_bay where device_id = ? and not bay = any (?)", device.value(), names);
        sql.change(
                "insert into module_bay (device_id, bay) select ?, unnest(?::text[]) on conflict do nothing",
                device.value(),
                names);
    }

    /** Puts a module into a bay, taking it from where it was; refused when the device has no such bay. */
    void take(PartId module, DeviceId device, String bay) {
        free(module);
        int taken = sql.change(
                "update module_bay set part_id = ? where device_id = ? and bay = ? and part_id is null",
                module.value(),
                device.value(),
                bay);
        if (taken == 0) {
            throw Refused.field(
                    InventoryRefusal.BAY_UNKNOWN, "slot", device.text() + " has no free module bay named " + bay);
        }
    }

    void free(PartId module) {
        sql.change("update module_bay set part_id = null where part_id = ?", module.value());
    }
}
