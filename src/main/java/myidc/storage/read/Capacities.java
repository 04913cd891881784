package myidc.storage.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.PoolId;
import myidc.storage.event.AlertOn;
import myidc.storage.event.PoolFigures;
import myidc.storage.forecast.BackTest;
import myidc.storage.forecast.DailySeries;
import myidc.storage.forecast.DailySeries.Measured;
import myidc.storage.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/** Computes when a pool's bytes, inodes and metadata are full, from its reports by an instant. */
@Singleton
public final class Capacities {
    /** The last report of each day, for as many days as are looked at. */
    private static final String DAILY = """
            select distinct on ((taken_at at time zone 'UTC')::date) taken_at, physical_bytes, inodes_used,
                (figures::jsonb #>> '{metadata,used}')::bigint as metadata_used
            from pool_report_view where pool_id = ? and taken_at <= ? and taken_at > ?
            order by (taken_at at time zone 'UTC')::date, taken_at desc""";

    private static final String COURSE = """
            select distinct on (pool_id, (taken_at at time zone 'UTC')::date) pool_id, taken_at, logical_bytes,
                physical_bytes, capacity_bytes
            from pool_report_view where pool_id = any(?) and taken_at <= ? and taken_at > ?
            order by pool_id, (taken_at at time zone 'UTC')::date, taken_at desc""";

    private final Sql sql;
    private final Clock clock;

    Capacities(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The latest report of a pool by an instant, with its volumes; empty before the first. */
    public Optional<PoolReportView> report(PoolId pool, @Nullable Instant asOf) {
        Instant at = asOf == null ? clock.instant().plus(Duration.ofMinutes(5)) : asOf;
        return PoolReportView.<PoolReportView>find(
                        "poolId = ?1 and takenAt <= ?2 order by takenAt desc", pool.value(), at)
                .firstResultOptional();
    }

    /** Forecasts of all that fills up and is known; of what has too short a history only the history's days. */
    public List<Filling> fillings(PoolReportView report) {
        Instant from = report.takenAt.minus(Duration.ofDays(DailySeries.DAYS_MAX));
        List<Day> days = sql.rows(DAILY, Capacities::day, report.poolId, report.takenAt, from);
        List<Filling> fillings = new ArrayList<>();
        long stop = report.stopBytes == null ? report.capacityBytes : report.stopBytes;
        fillings.add(filling(AlertOn.BYTES, series(days, Day::bytes), stop, report));
        Long inodes = report.inodesTotal;
        if (inodes != null) {
            fillings.add(filling(AlertOn.INODES, series(days, Day::inodes), inodes, report));
        }
        PoolFigures figures = report.toolFigures();
        if (figures != null && figures.metadata() != null) {
            fillings.add(filling(
                    AlertOn.METADATA,
                    series(days, Day::metadata),
                    figures.metadata().total(),
                    report));
        }
        return fillings;
    }

    /** The last report of each day, by the pools' numbers, the earliest first. */
    public Map<Long, List<DayEnd>> course(List<PoolView> pools, Instant until, int days) {
        Map<Long, List<DayEnd>> courses = new HashMap<>();
        sql.rows(
                COURSE,
                row -> courses.computeIfAbsent(row.getLong("pool_id"), any -> new ArrayList<>())
                        .add(new DayEnd(
                                Sql.instant(row, "taken_at"),
                                row.getObject("logical_bytes", Long.class),
                                row.getLong("physical_bytes"),
                                row.getLong("capacity_bytes"))),
                pools.stream().map(pool -> pool.id).toArray(Long[]::new),
                until,
                until.minus(Duration.ofDays(days)));
        return courses;
    }

    /** What a pool told last on a day. */
    public record DayEnd(Instant at, @Nullable Long logical, long used, long capacity) {}

    private static Filling filling(AlertOn on, double[] daily, long stop, PoolReportView report) {
        Forecast forecast = Forecast.of(daily, (double) stop, report.poolId);
        return new Filling(on, stop, daily.length, forecast, BackTest.of(daily));
    }

    private static double[] series(List<Day> days, java.util.function.Function<Day, @Nullable Long> value) {
        List<Measured> measured = new ArrayList<>();
        for (Day day : days) {
            Long known = value.apply(day);
            if (known != null) {
                measured.add(new Measured(day.at(), known));
            }
        }
        return DailySeries.of(measured);
    }

    private static Day day(ResultSet row) throws SQLException {
        long inodes = row.getLong("inodes_used");
        Long used = row.wasNull() ? null : inodes;
        long metadata = row.getLong("metadata_used");
        Long metadataUsed = row.wasNull() ? null : metadata;
        return new Day(Sql.instant(row, "taken_at"), row.getLong("physical_bytes"), used, metadataUsed);
    }

    /** Whether a report is the first of its day, on which the forecast is looked at anew. */
    public boolean firstOfDay(PoolId pool, Instant takenAt) {
        return sql.count(
                        "select count(*) from pool_report_view where pool_id = ? and taken_at < ?"
                                + " and (taken_at at time zone 'UTC')::date = (?::timestamptz at time zone 'UTC')::date",
                        pool.value(),
                        takenAt,
                        takenAt)
                == 0;
    }

    /** Numbers of guests by the names their disks have in tools: the last part of a path, without its ending. */
    public static Optional<Long> guestOf(String volume) {
        String name = volume.substring(volume.lastIndexOf('/') + 1).replaceFirst("\\.[a-z0-9]{2,6}$", "");
        return name.matches("instance-[0-9]{1,18}")
                ? Optional.of(Long.valueOf(name.substring("instance-".length())))
                : Optional.empty();
    }

    /** What is written on disks of guests in a pool, by the guests' numbers, as its tools last told by an instant. */
    public Map<Long, OnDisk> guestsDisks(PoolId pool, @Nullable Instant asOf) {
        Map<Long, OnDisk> written = new HashMap<>();
        report(pool, asOf)
                .ifPresent(report -> report.toolVolumes().forEach(volume -> {
                    Long logical = volume.logicalBytes();
                    Optional<Long> guest = guestOf(volume.name());
                    if (logical != null && guest.isPresent()) {
                        written.put(guest.get(), new OnDisk(logical, report.takenAt));
                    }
                }));
        return written;
    }

    /** What is written on a disk, before any reduction, and when that was so. */
    public record OnDisk(long logicalBytes, Instant at) {}

    /**
     * Something that fills up.
     *
     * @param stop where it is full, in bytes or inodes
     * @param historyDays how many days of it are known
     * @param forecast null when the history is too short
     * @param backTest null when the history is too short
     */
    public record Filling(
            AlertOn on,
            long stop,
            int historyDays,
            @Nullable Forecast forecast,
            @Nullable BackTest backTest) {}

    private record Day(
            Instant at,
            Long bytes,
            @Nullable Long inodes,
            @Nullable Long metadata) {}
}
