package myidc.metering.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.metering.MeteringRefusal;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples in, many at once, in one transaction. A sample is known by source, id, point and instant, so that a request
 * sent again changes nothing; order of arrival does not matter. What breaks a rule is kept aside with the reason.
 */
@Singleton
public final class Intake {
    /** Samples of one request. */
    public static final int SAMPLES_MAX = 5_000;

    static final Duration AHEAD_MAX = Duration.ofMinutes(5);
    static final Duration AGE_MAX = Duration.ofDays(400);

    private static final int ID_LENGTH_MAX = 100;
    private static final int REJECTED_SHOWN_MAX = 100;
    private static final long REJECTED_KEPT_MAX = 1_000_000;
    private static final BigInteger COUNTER_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);
    private static final ZoneOffset LATEST = ZoneOffset.ofHours(-12);

    private final Sql sql;
    private final SampleTables tables;
    private final Clock clock;

    Intake(Sql sql, SampleTables tables, Clock clock) {
        this.sql = sql;
        this.tables = tables;
        this.clock = clock;
    }

    /** What became of the samples; refuses only a request that is too long as a whole. */
    public Taken take(String source, List<Sample> samples) {
        if (samples.size() > SAMPLES_MAX) {
            throw Refused.field(
                    MeteringRefusal.TOO_MANY_SAMPLES,
                    "samples",
                    samples.size() + " samples, and a request holds at most " + SAMPLES_MAX);
        }
        Instant now = clock.instant();
        return QuarkusTransaction.joiningExisting().call(() -> taken(source, samples, now));
    }

    private Taken taken(String source, List<Sample> samples, Instant now) {
        Map<Long, Validity> points = points(samples);
        Batch batch = new Batch(samples.size());
        List<Rejected> rejected = new ArrayList<>();
        for (Sample sample : samples) {
            Reason reason = judge(sample, points.get(sample.meterPoint()), now);
            if (reason == null) {
                batch.add(source, sample);
            } else {
                rejected.add(new Rejected(sample, reason));
            }
        }
        int inserted = batch.size() == 0 ? 0 : insert(batch);
        if (inserted < batch.size()) {
            contradictions(batch).forEach(index -> rejected.add(new Rejected(batch.sample(index), Reason.CONTRADICTS)));
        }
        long contradicted = rejected.stream()
                .filter(each -> each.reason() == Reason.CONTRADICTS)
                .count();
        noteLateDays(batch, now);
        keep(source, rejected, now);
        return new Taken(
                inserted,
                Math.toIntExact(batch.size() - inserted - contradicted),
                rejected.size(),
                rejected.subList(0, Math.min(rejected.size(), REJECTED_SHOWN_MAX)));
    }

    private Map<Long, Validity> points(List<Sample> samples) {
        Set<Long> asked = new HashSet<>();
        samples.forEach(sample -> asked.add(sample.meterPoint()));
        Map<Long, Validity> points = new HashMap<>();
        sql.rows(
                "select id, valid_from, valid_until from meter_point_view where id = any(?)",
                row -> points.put(
                        row.getLong("id"),
                        new Validity(Sql.instant(row, "valid_from"), Sql.instantOrNull(row, "valid_until"))),
                (Object) asked.toArray(new Long[0]));
        return points;
    }

    private static @Nullable Reason judge(Sample sample, @Nullable Validity point, Instant now) {
        Instant at = sample.at();
        BigDecimal first = sample.first();
        if (point == null) {
            return Reason.UNKNOWN_METER;
        }
        if (at == null || first == null || sample.id().isBlank() || sample.id().length() > ID_LENGTH_MAX) {
            return Reason.INCOMPLETE;
        }
        Reason figures = judge(first);
        BigDecimal second = sample.second();
        if (figures == null && second != null) {
            figures = judge(second);
        }
        if (figures != null) {
            return figures;
        }
        if (at.isAfter(now.plus(AHEAD_MAX))) {
            return Reason.CLOCK_AHEAD;
        }
        if (at.isBefore(now.minus(AGE_MAX))) {
            return Reason.TOO_OLD;
        }
        return point.holds(at) ? null : Reason.OUTSIDE_VALIDITY;
    }

    private static @Nullable Reason judge(BigDecimal figure) {
        if (figure.signum() < 0) {
            return Reason.NEGATIVE;
        }
        if (figure.precision() - figure.scale() > 20 || figure.scale() > 40) {
            return Reason.ABSURD;
        }
        boolean whole = figure.signum() == 0 || figure.stripTrailingZeros().scale() <= 0;
        return whole && figure.toBigInteger().compareTo(COUNTER_MAX) <= 0 ? null : Reason.ABSURD;
    }

    private int insert(Batch batch) {
        batch.months().forEach(tables::ready);
        return sql.change(
                "insert into meter_sample (point_id, at, sample_key, first, second)"
                        + " select point, to_timestamp(at), key, one, other from unnest(?::bigint[], ?::bigint[], ?::bigint[],"
                        + " ?::bigint[], ?::bigint[]) as given(point, at, key, one, other)"
                        + " order by point, at on conflict do nothing",
                batch.values());
    }

    /** Places in the batch whose figures are others than those that are there under the same name. */
    private List<Integer> contradictions(Batch batch) {
        return sql.rows(
                "select place from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])"
                        + " with ordinality as given(point, at, key, one, other, place) join meter_sample s"
                        + " on s.point_id = point and s.at = to_timestamp(given.at) and s.sample_key = key"
                        + " where s.first <> one or s.second <> other order by place",
                row -> row.getInt(1) - 1,
                batch.values());
    }

    /** Where it may be another month somewhere on earth, the month of the sample may be closed. */
    private void noteLateDays(Batch batch, Instant now) {
        Instant monthStart =
                YearMonth.from(now.atOffset(EARLIEST)).atDay(1).atStartOfDay().toInstant(LATEST);
        List<Long[]> late = batch.daysBefore(monthStart);
        if (!late.isEmpty()) {
            sql.change(
                    "insert into meter_late_day (point_id, day, received_at)"
                            + " select point, date '1970-01-01' + day::int, ?::timestamptz"
                            + " from unnest(?::bigint[], ?::bigint[]) as given(point, day)"
                            + " on conflict (point_id, day) do update set received_at = excluded.received_at",
                    now,
                    late.stream().map(each -> each[0]).toArray(Long[]::new),
                    late.stream().map(each -> each[1]).toArray(Long[]::new));
        }
    }

    private void keep(String source, List<Rejected> rejected, Instant now) {
        for (Rejected each : rejected) {
            Sample sample = each.sample();
            sql.change(
                    "insert into meter_rejected (received_at, source, sample_id, point_id, at, first, second, reason)"
                            + " values (?, ?, ?, ?, ?::timestamptz, ?, ?, ?)",
                    now,
                    source,
                    sample.id().substring(0, Math.min(sample.id().length(), ID_LENGTH_MAX)),
                    sample.meterPoint(),
                    sample.at(),
                    text(sample.first()),
                    text(sample.second()),
                    each.reason().name());
        }
        if (!rejected.isEmpty()) {
            sql.change(
                    "delete from meter_rejected where id <= (select max(id) from meter_rejected) - ?",
                    REJECTED_KEPT_MAX);
        }
    }

    private static String text(@Nullable BigDecimal figure) {
        String text = figure == null ? "" : figure.toString();
        return text.substring(0, Math.min(text.length(), 60));
    }

    private record Validity(Instant from, @Nullable Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && (until == null || !at.isAfter(until));
        }
    }

    /** A sample that was kept aside. */
    public record Rejected(Sample sample, Reason reason) {}

    /**
     * What became of a request.
     *
     * @param accepted new samples
     * @param duplicates samples that were there already, the same in all
     * @param rejected samples kept aside
     * @param first the first of those, with the reason
     */
    public record Taken(int accepted, int duplicates, int rejected, List<Rejected> first) {}
}
