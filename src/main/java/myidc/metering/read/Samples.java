package myidc.metering.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.metering.sample.Counters;
import myidc.metering.sample.Counters.Step;
import myidc.metering.sample.Readings;
import myidc.metering.sample.SlotRates;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;

/** Reads samples and what they come to. */
@Singleton
public final class Samples {
    /** Bits in an octet. */
    private static final long BITS = 8;

    /** Readings this long after a period still end a step that began in it. */
    private static final long AFTER_S = 450;

    /** More readings than these of several points are not read ahead; 24 bytes each. */
    private static final int AHEAD_MAX = 400_000;

    private final Sql sql;
    private final StoredLevels levels;
    private final ReadAhead ahead;

    Samples(Sql sql, StoredLevels levels, ReadAhead ahead) {
        this.sql = sql;
        this.levels = levels;
        this.ahead = ahead;
    }

    /** Reads what {@link #readings} will be asked for, of all these points at once, while they are few enough to hold. */
    public void readAhead(List<MeterPointId> points, Period period) {
        Map<Long, Readings> found = new HashMap<>();
        int[] read = {0};
        sql.rows(
                "select point_id, array_agg(date_part('epoch', at)::bigint), array_agg(first), array_agg(second) from"
                        + " (select point_id, at, first, second from meter_sample where point_id = any (?) and at >= ?"
                        + " and at < ? order by point_id, at, sample_key limit ?) as sample group by point_id",
                row -> {
                    Long[] at = longs(row, 2);
                    read[0] += at.length;
                    found.put(row.getLong(1), Readings.of(at, longs(row, 3), longs(row, 4)));
                    return Boolean.TRUE;
                },
                points.stream().map(MeterPointId::value).toArray(Long[]::new),
                period.from(),
                period.until().plusSeconds(AFTER_S),
                AHEAD_MAX);
        if (read[0] < AHEAD_MAX) {
            points.forEach(point -> ahead.keep(
                    new Measured(point, period), found.computeIfAbsent(point.value(), none -> new Readings())));
        }
    }

    /** Which of these tenants have points for which something arrived late, for {@link #lateDays}. */
    public Set<TenantId> late(List<TenantId> tenants) {
        return new HashSet<>(sql.rows(
                "select distinct p.tenant_id from meter_point_view p join meter_late_day d on d.point_id = p.id"
                        + " where p.tenant_id = any (?)",
                row -> new TenantId(row.getLong(1)),
                (Object) tenants.stream().map(TenantId::value).toArray(Long[]::new)));
    }

    private static Long[] longs(ResultSet row, int column) throws SQLException {
        return (Long[]) row.getArray(column).getArray();
    }

    /** A point's readings from the last one before the period to the first ones after it. */
    public Readings readings(MeterPointId point, Period period) {
        return ahead.findOr(new Measured(point, period), () -> read(point, period));
    }

    private Readings read(MeterPointId point, Period period) {
        Readings readings = new Readings();
        sql.rows(
                "select date_part('epoch', at)::bigint, first, second from meter_sample where point_id = ? and at >= ?"
                        + " and at < ? order by at, sample_key",
                row -> {
                    readings.add(row.getLong(1), row.getLong(2), row.getLong(3));
                    return Boolean.TRUE;
                },
                point.value(),
                period.from(),
                period.until().plusSeconds(AFTER_S));
        return readings;
    }

    /** What a counter counted, step by step. */
    public List<Step> steps(MeterPointRow point, Period period) {
        Counters counters = point.kind() == MeterKind.INTERFACE_OCTETS
                ? new Counters(point.counterBits(), point.limitPerSecond(), BITS)
                : new Counters(0, point.limitPerSecond(), 1);
        return counters.steps(readings(point.id(), period), point.swaps());
    }

    /** Levels of the period as readings, one in each slot. */
    private static Readings readings(List<StoredLevels.Level> levels) {
        Readings readings = new Readings();
        for (StoredLevels.Level level : levels) {
            long until = level.period().until().getEpochSecond();
            long at = level.period().from().getEpochSecond();
            while (at < until) {
                readings.add(at, level.bytes(), level.bytes());
                at = Math.floorDiv(at, SlotRates.SECONDS) * SlotRates.SECONDS + SlotRates.SECONDS;
            }
        }
        return readings;
    }

    /** Slots of the period: bit/s of an interface, levels of anything else. */
    public SlotRates slots(MeterPointRow point, Period period) {
        long from = period.from().getEpochSecond();
        long until = period.until().getEpochSecond();
        if (StoredLevels.feed(point)) {
            return SlotRates.ofLevels(readings(levels.within(point, period)), from, until, point.ratio());
        }
        return point.kind() == MeterKind.INTERFACE_OCTETS
                ? SlotRates.ofOctets(steps(point, period), from, until)
                : SlotRates.ofLevels(readings(point.id(), period), from, until, point.ratio());
    }

    /** Days of points for which something arrived when one of their months may have been closed. */
    public void lateDays(List<MeterPointRow> points, Instant before, BiConsumer<MeterPointRow, Instant> each) {
        for (MeterPointRow point : points) {
            sql.rows(
                            "select day::timestamp at time zone 'UTC' as day from meter_late_day where point_id = ?"
                                    + " and day::timestamp at time zone 'UTC' < ? order by day limit 400",
                            row -> Sql.instant(row, "day"),
                            point.id().value(),
                            before)
                    .forEach(day -> each.accept(point, day));
        }
    }

    /** What was refused of a point's samples, newest first. */
    public List<RejectedRow> rejected(MeterPointId point, int most) {
        return sql.rows(
                "select * from meter_rejected where point_id = ? order by id desc limit ?",
                row -> new RejectedRow(
                        Sql.instant(row, "received_at"),
                        row.getString("source"),
                        row.getString("sample_id"),
                        Sql.instantOrNull(row, "at"),
                        row.getString("first"),
                        row.getString("second"),
                        row.getString("reason")),
                point.value(),
                most);
    }

    private record Measured(MeterPointId point, Period period) implements ReadAhead.Key<Readings> {}

    /** A sample that was refused. */
    public record RejectedRow(
            Instant receivedAt,
            String source,
            String sampleId,
            @org.jspecify.annotations.Nullable Instant at,
            String first,
            String second,
            String reason) {}
}
