package myidc.billing.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import myidc.billing.rating.Tariff.Direction;
import myidc.billing.rating.Tariff.Method;
import myidc.billing.rating.Tariff.Missing;

/**
 * What slots come to: drop floor(n x 5 / 100), bill the slot at ascending rank n - dropped. Integers and nearest rank, no
 * interpolation. Source: ../shared/domain/billing-rules.md "Bandwidth at the 95th percentile".
 */
public final class Percentiles {
    /** Of 288 slots of a day the fifth highest is its peak under the enhanced method. */
    private static final int PEAK_OF_DAY = 5;

    private static final int PEAKS_OF_MONTH = 5;

    private Percentiles() {}

    /** Slots dropped of n. */
    public static int dropped(int n) {
        return n * 5 / 100;
    }

    /** Ascending rank, from 1, of the slot that is billed. */
    public static int rank(int n) {
        return n - dropped(n);
    }

    /** The 95th percentile of the figures; 0 of none. The array is reordered. */
    public static long of(long[] figures) {
        return figures.length == 0 ? 0 : ranked(figures, rank(figures.length));
    }

    /** What is billed of the slots under the terms; days are those of the zone. */
    public static Found find(Slots slots, Tariff.Bandwidth terms, ZoneId zone) {
        BigDecimal small = terms.direction() == Direction.GREATER_FIGURE
                ? Figures.max(
                        figure(slots, new View(terms, Direction.IN, zone)),
                        figure(slots, new View(terms, Direction.OUT, zone)))
                : figure(slots, new View(terms, terms.direction(), zone));
        int present = slots.present();
        int counted = terms.missing() == Missing.ZERO ? slots.count() : present;
        return new Found(
                terms.method(),
                small.divide(BigDecimal.valueOf(slots.perUnit()), Figures.SHARE),
                slots.count(),
                present,
                counted);
    }

    private static BigDecimal figure(Slots slots, View view) {
        return switch (view.terms().method()) {
            case CLASSIC -> BigDecimal.valueOf(of(figures(slots, view, 0, slots.count())));
            case PEAK -> BigDecimal.valueOf(highest(figures(slots, view, 0, slots.count()), 1));
            case ENHANCED -> meanOfHighest(perDay(slots, view, day -> highest(day, PEAK_OF_DAY)), PEAKS_OF_MONTH);
            case DAILY -> mean(perDay(slots, view, Percentiles::of));
            case MEAN_DAILY_PEAK -> mean(perDay(slots, view, day -> highest(day, 1)));
        };
    }

    /** Figures of the slots from one index until another as the terms want them. */
    private static long[] figures(Slots slots, View view, int from, int until) {
        long[] figures = new long[until - from];
        int count = 0;
        for (int index = from; index < until; index++) {
            long figure = view.of(slots.in(index), slots.out(index));
            if (figure != Slots.MISSING) {
                figures[count++] = figure;
            } else if (view.terms().missing() == Missing.ZERO) {
                figures[count++] = 0;
            }
        }
        return count == figures.length ? figures : Arrays.copyOf(figures, count);
    }

    private static List<Long> perDay(Slots slots, View view, ToLongFunction<long[]> ofDay) {
        List<Long> days = new ArrayList<>();
        int from = 0;
        while (from < slots.count()) {
            LocalDate day = LocalDate.ofInstant(slots.start(from), view.zone());
            Instant next = day.plusDays(1).atStartOfDay(view.zone()).toInstant();
            int until = Math.min(
                    slots.count(), Math.max(from + 1, slots.indexOf(next.getEpochSecond() + Slots.SECONDS - 1)));
            long[] figures = figures(slots, view, from, until);
            if (figures.length > 0) {
                days.add(ofDay.applyAsLong(figures));
            }
            from = until;
        }
        return days;
    }

    private static long highest(long[] figures, int place) {
        return figures.length == 0 ? 0 : ranked(figures, Math.max(1, figures.length - place + 1));
    }

    private static BigDecimal meanOfHighest(List<Long> days, int most) {
        return mean(days.stream()
                .sorted((one, other) -> Long.compare(other, one))
                .limit(most)
                .toList());
    }

    private static BigDecimal mean(List<Long> days) {
        if (days.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum =
                BigDecimal.valueOf(days.stream().mapToLong(Long::longValue).sum());
        return sum.divide(BigDecimal.valueOf(days.size()), Figures.SHARE);
    }

    /** The figure at an ascending rank from 1, found by narrowing the stretch in which it lies. */
    private static long ranked(long[] figures, int rank) {
        int wanted = rank - 1;
        int low = 0;
        int high = figures.length - 1;
        while (low < high) {
            long pivot = figures[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (figures[left] < pivot) {
                    left++;
                }
                while (figures[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long kept = figures[left];
                    figures[left++] = figures[right];
                    figures[right--] = kept;
                }
            }
            if (wanted <= right) {
                high = right;
            } else if (wanted >= left) {
                low = left;
            } else {
                return figures[wanted];
            }
        }
        return figures[wanted];
    }

    private record View(Tariff.Bandwidth terms, Direction direction, ZoneId zone) {
        long of(long in, long out) {
            if (in == Slots.MISSING || out == Slots.MISSING) {
                return Slots.MISSING;
            }
            return switch (direction) {
                case IN -> in;
                case OUT -> out;
                case MAX_PER_SLOT, GREATER_FIGURE -> Math.max(in, out);
            };
        }
    }

    /**
     * A billable figure with how it was found.
     *
     * @param billable in the unit that is billed, exact or to 40 digits
     * @param expected slots the period has
     * @param present slots with a sample
     * @param counted slots that went into the figure
     */
    public record Found(Method method, BigDecimal billable, int expected, int present, int counted) {
        /** Slots with a sample in percent of those expected, to two decimals. */
        public BigDecimal coveragePercent() {
            return expected == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(present)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(expected), 2, RoundingMode.HALF_UP);
        }

        Map<String, String> inputs() {
            Map<String, String> inputs = new LinkedHashMap<>();
            inputs.put("method", method.name());
            inputs.put("samplesExpected", Integer.toString(expected));
            inputs.put("samplesPresent", Integer.toString(present));
            inputs.put("samplesCounted", Integer.toString(counted));
            if (method == Method.CLASSIC) {
                inputs.put("samplesDropped", Integer.toString(dropped(counted)));
                inputs.put("rank", Integer.toString(rank(counted)));
            }
            inputs.put("coveragePercent", coveragePercent().toPlainString());
            return inputs;
        }
    }
}
