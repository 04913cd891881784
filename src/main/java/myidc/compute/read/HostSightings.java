package myidc.compute.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import myidc.compute.read.HostSight.Drift;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Reads what was last seen of connected hosts, beside what the book says. */
@Singleton
public final class HostSightings {
    private static final int DRIFT_MAX = 1_000;

    private final Sql sql;

    HostSightings(Sql sql) {
        this.sql = sql;
    }

    /** Empty when the host is not connected. */
    public Optional<HostSight> of(HostId host) {
        return sql.row(
                "select host.uri, sight.looked_at, sight.answered_at, sight.name, sight.software, sight.vcpus,"
                        + " sight.memory_mb, sight.disk_mb, sight.storage_found, sight.storage_pools, sight.failures, sight.error from host_sight sight"
                        + " join host_view host on host.id = sight.host_id where host.uri is not null and host.id = ?",
                row -> sight(row, drift(host)),
                host.value());
    }

    /** Only what is not in transition, and only once the host has answered. */
    private List<Drift> drift(HostId host) {
        return sql.rows(
                "with booked as (select id, status from instance_view where host_id = ?"
                        + " and status in ('RUNNING', 'OFFLINE') and exists (select from host_sight"
                        + " where host_id = ? and answered_at is not null)),"
                        + " seen as (select instance_id, running from host_sight_guest where host_id = ?)"
                        + " select coalesce(booked.id, seen.instance_id), booked.status,"
                        + " case when seen.instance_id is null then 'ABSENT' when seen.running then 'RUNNING' else 'OFF'"
                        + " end from booked full join seen on seen.instance_id = booked.id"
                        + " where (booked.id is null and not exists (select from instance_view known"
                        + " where known.id = seen.instance_id and known.host_id = ?))"
                        + " or (booked.id is not null and seen.running is distinct from (booked.status = 'RUNNING'))"
                        + " order by 1 limit ?",
                row -> new Drift(row.getLong(1), row.getString(2), row.getString(3)),
                host.value(),
                host.value(),
                host.value(),
                host.value(),
                DRIFT_MAX);
    }

    private static HostSight sight(ResultSet row, List<Drift> drift) throws SQLException {
        return new HostSight(
                row.getString("uri"),
                instant(row, "looked_at"),
                instant(row, "answered_at"),
                row.getString("name"),
                row.getString("software"),
                row.getObject("vcpus", Integer.class),
                row.getObject("memory_mb", Long.class),
                row.getObject("disk_mb", Long.class),
                row.getString("storage_found"),
                row.getString("storage_pools"),
                row.getInt("failures"),
                row.getString("error"),
                drift);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
