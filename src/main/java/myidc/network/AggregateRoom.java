package myidc.network;

import jakarta.inject.Singleton;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.AggregateId;

/** Aggregates as PostgreSQL holds them: none overlaps another. */
@Singleton
final class AggregateRoom {
    private final Sql sql;

    AggregateRoom(Sql sql) {
        this.sql = sql;
    }

    void open(AggregateId aggregate, Cidr cidr) {
        int opened = sql.change(
                "insert into aggregate_room (aggregate_id, cidr) values (?, ?::cidr) on conflict do nothing",
                aggregate.value(),
                cidr.text());
        if (opened == 0) {
            String holder = sql.row(
                            "select aggregate_id from aggregate_room where cidr && ?::cidr order by cidr limit 1",
                            row -> new AggregateId(row.getLong(1)).text(),
                            cidr.text())
                    .orElse("another change under way");
            throw Refused.heldBy(
                    NetworkRefusal.AGGREGATE_OVERLAPS, "cidr", cidr.text() + " overlaps " + holder, holder);
        }
    }

    void close(AggregateId aggregate) {
        sql.change("delete from aggregate_room where aggregate_id = ?", aggregate.value());
    }
}
