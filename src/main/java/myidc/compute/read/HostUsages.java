package myidc.compute.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Keeps and reads what was measured of hosts: how much of them is really used, whatever was promised. */
@Singleton
public final class HostUsages {
    /** Older readings go when a newer one comes. */
    private static final Duration KEPT = Duration.ofDays(35);

    private static final Duration COURSE = Duration.ofDays(7);

    private final Sql sql;
    private final Clock clock;

    HostUsages(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps readings; of two of one host at one instant the first stays. Tells how many were new. */
    public int keep(List<Reading> readings) {
        int kept = 0;
        for (Reading reading : readings) {
            kept += sql.change(
                    "insert into host_usage (host_id, measured_at, vcpus, memory_mb, disk_gb, source)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                    reading.hostId(),
                    reading.at(),
                    reading.vcpus(),
                    reading.memoryMb(),
                    reading.diskGb(),
                    reading.source());
            sql.change(
                    "delete from host_usage where host_id = ? and measured_at < ?",
                    reading.hostId(),
                    clock.instant().minus(KEPT));
        }
        return kept;
    }

    /** The last reading up to an instant, or up to now, and the most of the seven days before it; empty when there is none. */
    public Optional<Used> of(HostId host, @Nullable Instant asOf) {
        Instant at = asOf == null ? clock.instant() : asOf;
        return sql.row(
                "select last.*, most.vcpus_most, most.memory_mb_most from (select * from host_usage where host_id = ?"
                        + " and measured_at <= ? order by measured_at desc limit 1) as last,"
                        + " lateral (select max(vcpus) as vcpus_most, max(memory_mb) as memory_mb_most from host_usage w"
                        + " where w.host_id = last.host_id and w.measured_at <= last.measured_at"
                        + " and w.measured_at > last.measured_at - ? * interval '1 day') as most",
                HostUsages::used,
                host.value(),
                at,
                COURSE.toDays());
    }

    private static Used used(ResultSet row) throws SQLException {
        return new Used(
                new Reading(
                        row.getLong("host_id"),
                        Sql.instant(row, "measured_at"),
                        row.getBigDecimal("vcpus").stripTrailingZeros(),
                        row.getLong("memory_mb"),
                        row.getObject("disk_gb", Long.class),
                        row.getString("source")),
                row.getBigDecimal("vcpus_most").stripTrailingZeros(),
                row.getLong("memory_mb_most"));
    }

    /**
     * What was measured of a host at an instant.
     *
     * @param vcpus how many of its threads were busy, on average over the agent's interval
     * @param diskGb null when the agent does not say
     */
    public record Reading(
            long hostId,
            Instant at,
            BigDecimal vcpus,
            long memoryMb,
            @Nullable Long diskGb,
            String source) {}

    /** The last reading, and the most that any of its week had. */
    public record Used(Reading last, BigDecimal vcpusMost, long memoryMbMost) {}
}
