package myidc.metering.read;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;
import myidc.storage.read.MeasuredTenants;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant had stored in a pool, as sketches told it: the facts themselves are the samples. A level stands from its
 * sketch to the pool's next one, which may say that nothing is left; but not longer than 35 days, since nobody shall pay
 * for what nobody looked at for so long.
 */
@Singleton
public final class StoredLevels {
    public static final Duration STANDS_MAX = Duration.ofDays(35);

    private static final Pattern MEASURES = Pattern.compile("pool-(\\d{1,18})/tenant-(\\d{1,18})");

    private final MeasuredTenants tenants;

    StoredLevels(MeasuredTenants tenants) {
        this.tenants = tenants;
    }

    /** Which bytes are charged; a price book names one, or several. */
    public enum Basis {
        /** What was written and is not zero. */
        LOGICAL,
        /** What the tenant's volumes take alone, deduplicated among themselves. */
        PHYSICAL,
        /** The tenant's share of what is stored: all tenants' shares sum to it. */
        ATTRIBUTED;

        /** What price books call it, such as {@code storage:attributed}. */
        public String charge() {
            return "storage:" + name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Basis of(String charge) {
            for (Basis basis : values()) {
                if (basis.charge().equals(charge)) {
                    return basis;
                }
            }
            return null;
        }
    }

    /** What a meter point of a tenant's bytes in a pool measures. */
    public static String measures(PoolId pool, TenantId tenant) {
        return pool.text() + "/" + tenant.text();
    }

    /** Whether sketches of pools feed the point, and no sender of samples. */
    public static boolean feed(MeterPointRow point) {
        return point.kind() == MeterKind.STORED_BYTES
                && Basis.of(point.charge()) != null
                && MEASURES.matcher(point.measures()).matches();
    }

    /** Levels within the period, in order of time; none where the point is of another kind. */
    public List<Level> within(MeterPointRow point, Period period) {
        Matcher measures = MEASURES.matcher(point.measures());
        Basis basis = Basis.of(point.charge());
        if (!feed(point) || basis == null || !measures.matches()) {
            return List.of();
        }
        PoolId pool = new PoolId(Long.parseLong(measures.group(1)));
        List<Level> levels = new ArrayList<>();
        for (MeasuredTenants.Level told : tenants.levels(pool, point.tenantId(), period)) {
            Instant start = told.measured().at();
            Instant most = start.plus(STANDS_MAX);
            Instant end = told.until() == null || told.until().isAfter(most) ? most : told.until();
            Instant from = start.isBefore(period.from()) ? period.from() : start;
            Instant until = end.isAfter(period.until()) ? period.until() : end;
            if (from.isBefore(until)) {
                levels.add(new Level(
                        new Period(from, until),
                        bytes(told.measured(), basis),
                        told.measured().event()));
            }
        }
        return levels;
    }

    private static long bytes(MeasuredTenants.Measured measured, Basis basis) {
        return switch (basis) {
            case LOGICAL -> measured.logicalBytes();
            case PHYSICAL -> measured.physical().bytes();
            case ATTRIBUTED -> measured.attributed().bytes();
        };
    }

    /**
     * So many bytes for so long.
     *
     * @param event the fact that says so
     */
    public record Level(Period period, long bytes, String event) {}
}
