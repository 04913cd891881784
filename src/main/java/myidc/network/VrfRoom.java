package myidc.network;

import jakarta.inject.Singleton;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.VrfId;

/** Routing tables as PostgreSQL holds them, so that no prefix is filed in one that is just being given up. */
@Singleton
final class VrfRoom {
    private final Sql sql;

    VrfRoom(Sql sql) {
        this.sql = sql;
    }

    void open(VrfId vrf, boolean duplicates) {
        sql.change("insert into vrf_room (vrf_id, duplicates) values (?, ?)", vrf.value(), duplicates);
    }

    /** Refused while a prefix is in it. */
    void close(VrfId vrf) {
        sql.row("select 1 from vrf_room where vrf_id = ? for update", row -> 1, vrf.value());
        sql.row(
                        "select prefix_id, cidr from prefix_room where vrf_id = ? order by cidr limit 1",
                        row -> new PrefixId(row.getLong(1)),
                        vrf.value())
                .ifPresent(prefix -> {
                    throw Refused.heldBy(
                            NetworkRefusal.VRF_IN_USE, "id", "The VRF holds " + prefix.text(), prefix.text());
                });
        sql.change("delete from vrf_room where vrf_id = ?", vrf.value());
    }
}
