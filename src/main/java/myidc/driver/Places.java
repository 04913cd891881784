package myidc.driver;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * On which connected hosts there is something of a volume or a backup, which the book does not know a host of, or may be
 * something of a guest that was moved. A row is there before anything of it is on the host, and goes after all of it went.
 */
@Singleton
final class Places {
    static final String BACKUP = "backup";
    static final String VOLUME = "volume";

    /** By the guest's number; the guest is named too where it was to be moved while it ran. */
    static final String MOVE = "move";

    private final Sql sql;

    Places(Sql sql) {
        this.sql = sql;
    }

    /** From now on the host has it, and this guest on it; null for none. */
    void keep(String kind, long number, HostId host, @Nullable InstanceId guest) {
        sql.change(
                "insert into connected_place (kind, number, host_id, instance_id) values (?, ?, ?, ?::bigint)"
                        + " on conflict (kind, number, host_id) do update set instance_id = excluded.instance_id,"
                        + " turn = connected_place.turn + 1",
                kind,
                number,
                host.value(),
                guest == null ? null : guest.value());
        if (kind.equals(VOLUME)) {
            sql.change(
                    "update connected_place set last = (host_id = ?) where kind = ? and number = ?",
                    host.value(),
                    kind,
                    number);
        }
    }

    List<HostId> hosts(String kind, long number) {
        return sql.rows(
                "select host_id from connected_place where kind = ? and number = ? order by host_id limit 1000",
                row -> new HostId(row.getLong(1)),
                kind,
                number);
    }

    /** The host that the book has the guest on; empty when it is on none. */
    Optional<HostId> ofGuest(InstanceId guest) {
        return sql.row(
                "select host_id from instance_view where id = ? and host_id is not null",
                row -> new HostId(row.getLong(1)),
                guest.value());
    }

    /** Where it was last. */
    Optional<Place> last(String kind, long number) {
        return sql.row(
                "select host_id, instance_id from connected_place where kind = ? and number = ? and last",
                row -> new Place(
                        new HostId(row.getLong(1)), row.getObject(2) == null ? null : new InstanceId(row.getLong(2))),
                kind,
                number);
    }

    /** Whether the thing was last kept there with a guest. */
    boolean hasGuest(String kind, long number, HostId host) {
        return sql.count(
                        "select count(*) from connected_place where kind = ? and number = ? and host_id = ?"
                                + " and instance_id is not null",
                        kind,
                        number,
                        host.value())
                > 0;
    }

    /** Hosts that it was last said to be kept at, each with how often that was said. */
    Map<HostId, Long> turns(String kind, long number) {
        Map<HostId, Long> turns = new LinkedHashMap<>();
        sql.rows(
                        "select host_id, turn from connected_place where kind = ? and number = ? order by host_id limit 1000",
                        row -> Map.entry(new HostId(row.getLong(1)), row.getLong(2)),
                        kind,
                        number)
                .forEach(each -> turns.put(each.getKey(), each.getValue()));
        return turns;
    }

    /** Forgets what was not said again since. */
    void forget(String kind, long number, HostId host, long turn) {
        sql.change(
                "delete from connected_place where kind = ? and number = ? and host_id = ? and turn = ?",
                kind,
                number,
                host.value(),
                turn);
    }

    void forget(String kind, long number, HostId host) {
        sql.change(
                "delete from connected_place where kind = ? and number = ? and host_id = ?",
                kind,
                number,
                host.value());
    }

    /** A host, and the guest on it that has the thing. */
    record Place(HostId host, @Nullable InstanceId guest) {}
}
