package myidc.api.admin;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import myidc.network.Cidr;
import myidc.network.FreeSpace;
import myidc.network.Ip;
import myidc.network.read.PrefixCourses;
import myidc.network.read.PrefixCourses.Day;
import myidc.network.read.PrefixView;
import myidc.storage.forecast.BackTest;
import myidc.storage.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/** How full a prefix is, how it filled, what is free of it, and when it will be full. */
@Singleton
final class PrefixOutlooks {
    /** How a date of exhaustion is found: see {@link Forecast}. */
    private static final String METHOD = "MEDIAN_WEEKLY_GROWTH";

    private static final int FREE_MAX = 50;

    private final PrefixCourses courses;

    PrefixOutlooks(PrefixCourses courses) {
        this.courses = courses;
    }

    OutlookJson of(PrefixView prefix, PrefixJson figures, Instant at) {
        List<Day> days = courses.of(prefix, at);
        BigInteger taken = figures.used().add(BigInteger.valueOf(figures.resting()));
        return new OutlookJson(
                prefix.id,
                at,
                figures.size(),
                figures.used(),
                figures.resting(),
                figures.free(),
                percent(taken, figures.size()),
                free(prefix, at),
                days,
                ForecastJson.of(days, figures.size(), prefix.id));
    }

    private @Nullable List<FreeJson> free(PrefixView prefix, Instant at) {
        Cidr cidr = Cidr.of("cidr", prefix.cidr);
        if (prefix.container) {
            return FreeSpace.blocks(cidr, courses.inside(prefix, at), FREE_MAX).stream()
                    .map(block -> new FreeJson(block.text(), block.usable(true)))
                    .toList();
        }
        if (cidr.usable(true).compareTo(BigInteger.valueOf(PrefixCourses.ADDRESSES_MAX)) > 0) {
            return null;
        }
        String gateway = prefix.gateway;
        Ip closed = gateway == null ? null : Ip.of("gateway", gateway);
        return FreeSpace.runs(cidr, prefix.pool, courses.taken(prefix, at), closed).stream()
                .limit(FREE_MAX)
                .map(run -> new FreeJson(
                        run.first().equals(run.last())
                                ? run.first().text()
                                : run.first().text() + "–" + run.last().text(),
                        run.count()))
                .toList();
    }

    private static BigDecimal percent(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(part)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(new BigDecimal(whole), 2, RoundingMode.HALF_UP);
    }

    /**
     * A prefix and its future.
     *
     * @param size addresses there are to give; of a container all its addresses
     * @param used with a holder; of a container those in prefixes
     * @param resting in quarantine
     * @param utilisationPercent used and resting together, of the size
     * @param freeSpace the widest aligned blocks of a container, the longest runs of addresses of a network, at most 50;
     *     null for networks of more than 65,536 addresses
     * @param course what was taken at the end of each day of UTC, 180 days at most
     */
    public record OutlookJson(
            long prefixId,
            Instant at,
            BigInteger size,
            BigInteger used,
            long resting,
            BigInteger free,
            BigDecimal utilisationPercent,
            @Nullable List<FreeJson> freeSpace,
            List<Day> course,
            ForecastJson forecast) {}

    /** A block or a run, and how many addresses it has. */
    public record FreeJson(String space, BigInteger addresses) {}

    /** Why there is a date of exhaustion, or none. */
    public enum Verdict {
        /** Filling; see the dates. */
        FILLING,
        /** Not filling, or not within ten years. */
        NO_END_IN_SIGHT,
        /** There are fewer than fifteen days to look at. */
        TOO_SHORT,
        /** Nothing is left. */
        FULL
    }

    /**
     * When it will be full.
     *
     * @param method how it is found: the median of growth over a week, of at most 42 days
     * @param historyDays days that were looked at
     * @param perDay addresses more a day
     * @param fullOn the day it is full; earliest and latest leave out 5 % on either side
     * @param secondOpinionPerDay growth by the median of all pairs of days (Theil and Sen)
     * @param agreed whether both are of about the same size
     * @param backTestError how far off two weeks ahead would have been in the past, as a fraction; the median
     * @param straightLineError the same of a straight line
     */
    public record ForecastJson(
            String method,
            Verdict verdict,
            int historyDays,
            @Nullable BigDecimal perDay,
            @Nullable LocalDate fullOn,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable BigDecimal secondOpinionPerDay,
            @Nullable Boolean agreed,
            @Nullable BigDecimal backTestError,
            @Nullable BigDecimal straightLineError) {
        static ForecastJson of(List<Day> days, BigInteger size, long seed) {
            double[] daily =
                    days.stream().mapToDouble(day -> day.taken().doubleValue()).toArray();
            boolean full = !days.isEmpty() && days.getLast().taken().compareTo(size) >= 0;
            Forecast forecast = Forecast.of(daily, size.doubleValue(), seed);
            if (forecast == null) {
                Verdict verdict = full ? Verdict.FULL : Verdict.TOO_SHORT;
                return new ForecastJson(METHOD, verdict, daily.length, null, null, null, null, null, null, null, null);
            }
            BackTest test = BackTest.of(daily);
            Double end = forecast.days();
            boolean filling = forecast.filling() && end != null;
            LocalDate today = days.getLast().day();
            return new ForecastJson(
                    METHOD,
                    full ? Verdict.FULL : filling ? Verdict.FILLING : Verdict.NO_END_IN_SIGHT,
                    daily.length,
                    rounded(forecast.slopePerDay(), 2),
                    filling ? day(today, end) : null,
                    filling ? day(today, forecast.daysEarliest()) : null,
                    filling ? day(today, forecast.daysLatest()) : null,
                    rounded(forecast.theilSenPerDay(), 2),
                    forecast.agreed(),
                    test == null ? null : rounded(test.medianError(), 4),
                    test == null ? null : rounded(test.straightLineError(), 4));
        }

        private static @Nullable LocalDate day(LocalDate today, @Nullable Double days) {
            return days == null ? null : today.plusDays((long) Math.floor(days));
        }

        private static BigDecimal rounded(double value, int digits) {
            return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
        }
    }
}
