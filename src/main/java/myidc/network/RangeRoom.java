package myidc.network;

import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;

/** Ranges as PostgreSQL holds them: inside their prefix, none over another, left out by the prefix's next free address. */
@Singleton
final class RangeRoom {
    private final Sql sql;

    RangeRoom(Sql sql) {
        this.sql = sql;
    }

    void open(RangeId range, PrefixId prefix, Ip first, Ip last) {
        sql.row("select 1 from prefix_room where prefix_id = ? for update", row -> 1, prefix.value());
        int opened = sql.change(
                "insert into range_room (range_id, prefix_id, space, first_address, last_address)"
                        + " select ?, prefix_id, space, ?::inet, ?::inet from prefix_room where prefix_id = ?"
                        + " on conflict do nothing",
                range.value(),
                first.text(),
                last.text(),
                prefix.value());
        if (opened == 0) {
            String holder = sql.row(
                            "select range_id from range_room where prefix_id = ? and first_address <= ?::inet"
                                    + " and last_address >= ?::inet order by first_address limit 1",
                            row -> new RangeId(row.getLong(1)).text(),
                            prefix.value(),
                            last.text(),
                            first.text())
                    .orElse("another change under way");
            throw Refused.heldBy(
                    NetworkRefusal.RANGE_OVERLAPS,
                    "first",
                    first.text() + " to " + last.text() + " overlaps " + holder,
                    holder);
        }
        sql.change(
                "delete from address_free where prefix_id = ? and address between ?::inet and ?::inet",
                prefix.value(),
                first.text(),
                last.text());
    }

    /** Its addresses are the prefix's again: the mark goes back to where they begin, if it was beyond. */
    void close(RangeId range) {
        sql.row(
                "select 1 from prefix_room where prefix_id = (select prefix_id from range_room where range_id = ?)"
                        + " for update",
                row -> 1,
                range.value());
        sql.change(
                "update prefix_room p set next_address = greatest(r.first_address, p.first_address) from range_room r"
                        + " where r.range_id = ? and p.prefix_id = r.prefix_id"
                        + " and (p.next_address is null or p.next_address > r.first_address)",
                range.value());
        sql.change("delete from range_room where range_id = ?", range.value());
    }

    /** The lowest address of the range that nobody has and that does not rest. */
    Optional<Ip> nextFree(RangeId range) {
        sql.row("select 1 from range_room where range_id = ? for update", row -> 1, range.value());
        return sql.row(
                "select host(free) from range_room r join prefix_room p using (prefix_id) cross join lateral ("
                        + "select r.first_address as free union all select c.address + 1 from address_claim c"
                        + " where c.prefix_id = r.prefix_id and c.address between r.first_address and r.last_address"
                        + " union all select p.gateway + 1 where p.gateway is not null) as candidate"
                        + " where r.range_id = ? and free between r.first_address and r.last_address"
                        + " and free between p.first_address and p.last_address and free is distinct from p.gateway"
                        + " and not exists (select from address_claim c where c.prefix_id = r.prefix_id and c.address = free)"
                        + " order by free limit 1",
                row -> Ip.of("address", row.getString(1)),
                range.value());
    }
}
