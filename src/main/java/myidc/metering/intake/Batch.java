package myidc.metering.intake;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Samples that keep the rules, as columns. */
final class Batch {
    private static final long DAY_S = 86_400;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<Sample> samples;
    private final List<Long> points;
    private final List<Long> at;
    private final List<Long> keys;
    private final List<Long> first;
    private final List<Long> second;

    Batch(int size) {
        samples = new ArrayList<>(size);
        points = new ArrayList<>(size);
        at = new ArrayList<>(size);
        keys = new ArrayList<>(size);
        first = new ArrayList<>(size);
        second = new ArrayList<>(size);
    }

    void add(String source, Sample sample) {
        samples.add(sample);
        points.add(sample.meterPoint());
        at.add(Objects.requireNonNull(sample.at()).getEpochSecond());
        keys.add(key(source, sample.id()));
        first.add(Objects.requireNonNull(sample.first()).toBigInteger().longValue());
        second.add(sample.second() == null ? 0L : sample.second().toBigInteger().longValue());
    }

    int size() {
        return samples.size();
    }

    Sample sample(int index) {
        return samples.get(index);
    }

    Object[] values() {
        return new Object[] {
            points.toArray(new Long[0]),
            at.toArray(new Long[0]),
            keys.toArray(new Long[0]),
            first.toArray(new Long[0]),
            second.toArray(new Long[0])
        };
    }

    Set<YearMonth> months() {
        Set<Long> days = new HashSet<>();
        at.forEach(second -> days.add(second / DAY_S));
        Set<YearMonth> months = new HashSet<>();
        days.forEach(day ->
                months.add(YearMonth.from(Instant.ofEpochSecond(day * DAY_S).atOffset(ZoneOffset.UTC))));
        return months;
    }

    /** Points and days, as days of the epoch, of the samples before an instant; each pair once. */
    List<Long[]> daysBefore(Instant instant) {
        Set<List<Long>> pairs = new HashSet<>();
        for (int index = 0; index < at.size(); index++) {
            if (at.get(index) < instant.getEpochSecond()) {
                pairs.add(List.of(points.get(index), at.get(index) / DAY_S));
            }
        }
        return pairs.stream().map(pair -> pair.toArray(new Long[0])).toList();
    }

    /** 64 bits of source and id: enough, as it only has to tell samples of one point and one second apart. */
    static long key(String source, String id) {
        long hash = FNV_OFFSET;
        for (int index = 0; index < source.length(); index++) {
            hash = (hash ^ source.charAt(index)) * FNV_PRIME;
        }
        hash = (hash ^ 0x1f) * FNV_PRIME;
        for (int index = 0; index < id.length(); index++) {
            hash = (hash ^ id.charAt(index)) * FNV_PRIME;
        }
        return hash ^ (hash >>> 32);
    }
}
