package myidc.driver;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * On which connected hosts there is something of a volume or a backup, which the book does not know a host of. A row is
 * there before anything of it is on the host, and goes after all of it went.
 */
@Singleton
final class Places {
    static final String BACKUP = "backup";
    static final String VOLUME = "volume";

    private final Sql sql;

    Places(Sql sql) {
        this.sql = sql;
    }

    /** From now on the host has it, and this guest on it; null for none. */
    void keep(String kind, long number, HostId host, @Nullable InstanceId guest) {
        sql.change(
                "insert into connected_place (kind, number, host_id, instance_id) values (?, ?, ?, ?::bigint)"
                        + " on conflict (kind, number, host_id) do update set instance_id = excluded.instance_id",
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

    /** Where it was last. */
    Optional<Place> last(String kind, long number) {
        return sql.row(
                "select host_id, instance_id from connected_place where kind = ? and number = ? and last",
                row -> new Place(
                        new HostId(row.getLong(1)), row.getObject(2) == null ? null : new InstanceId(row.getLong(2))),
                kind,
                number);
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
