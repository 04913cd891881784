package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.billing.rating.Percentiles;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.metering.read.Samples;
import myidc.metering.sample.Counters.Verdict;
import myidc.metering.sample.SlotRates;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A month of a meter point in slots of five minutes: bit/s of an interface, small units of anything else. The 95th
 * percentile is of the greater direction per slot, a missing slot counting as zero.
 *
 * @param in a figure per slot; null where there is no sample
 * @param dropped slots above the percentile, of which the rule drops floor(n x 5 / 100)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesJson(
        long meterPoint,
        String unit,
        String month,
        String timeZone,
        Instant from,
        int slotSeconds,
        int samplesExpected,
        int samplesPresent,
        BigDecimal coveragePercent,
        int rank,
        int droppedCount,
        long percentile95,
        List<Integer> dropped,
        FlagsJson flags,
        List<@Nullable Long> in,
        List<@Nullable Long> out) {

    /** How many steps between readings were no plain measurement. */
    public record FlagsJson(int wrapped, int reset, int swapped, int aboveLimit, int gaps) {}

    /** Reads months of meter points. */
    @Singleton
    public static final class Reading {
        private final Samples samples;
        private final Accounts accounts;
        private final Clock clock;

        Reading(Samples samples, Accounts accounts, Clock clock) {
            this.samples = samples;
            this.accounts = accounts;
            this.clock = clock;
        }

        /** The month named, or the one under way; until now at most. */
        public SeriesJson of(MeterPointRow point, @Nullable String named) {
            ZoneId zone = accounts.of(point.tenantId()).map(AccountRow::zone).orElse(BillingMonth.DEFAULT_ZONE);
            BillingMonth month = month(named, zone);
            Optional<Period> there = point.within(month.period());
            Instant now = clock.instant();
            Period asked = there.orElse(month.period());
            Instant until = now.isBefore(asked.until()) && now.isAfter(asked.from()) ? now : asked.until();
            SlotRates slots = samples.slots(point, new Period(asked.from(), until));
            return shown(point, month, slots);
        }

        private BillingMonth month(@Nullable String named, ZoneId zone) {
            if (named == null || named.isBlank()) {
                return BillingMonth.of(clock.instant(), zone);
            }
            try {
                return BillingMonth.parse(named, zone);
            } catch (IllegalArgumentException e) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "month", "month must look like 2026-10");
            }
        }

        private static SeriesJson shown(MeterPointRow point, BillingMonth month, SlotRates slots) {
            List<@Nullable Long> in = new ArrayList<>();
            List<@Nullable Long> out = new ArrayList<>();
            long[] greater = new long[slots.count()];
            int present = 0;
            for (int slot = 0; slot < slots.count(); slot++) {
                boolean there = slots.in(slot) != SlotRates.MISSING;
                in.add(there ? slots.in(slot) : null);
                out.add(there ? slots.out(slot) : null);
                greater[slot] = there ? Math.max(slots.in(slot), slots.out(slot)) : 0;
                present += there ? 1 : 0;
            }
            long percentile = Percentiles.of(greater.clone());
            List<Integer> dropped = new ArrayList<>();
            for (int slot = 0; slot < greater.length; slot++) {
                if (greater[slot] > percentile) {
                    dropped.add(slot);
                }
            }
            return new SeriesJson(
                    point.id().value(),
                    point.kind() == MeterKind.INTERFACE_OCTETS ? "bit/s" : unit(point.kind()),
                    month.toString(),
                    month.zone().getId(),
                    slots.count() == 0 ? month.period().from() : Instant.ofEpochSecond(slots.start(0)),
                    SlotRates.SECONDS,
                    slots.count(),
                    present,
                    coverage(present, slots.count()),
                    Percentiles.rank(slots.count()),
                    Percentiles.dropped(slots.count()),
                    percentile,
                    dropped,
                    flags(slots),
                    in,
                    out);
        }

        private static String unit(MeterKind kind) {
            return switch (kind) {
                case INTERFACE_OCTETS -> "bit/s";
                case ENERGY_WH -> "Wh";
                case CURRENT_MA -> "mA";
                case STORED_BYTES -> "B";
                case QUANTITY_MICRO -> "0.000001";
            };
        }

        private static FlagsJson flags(SlotRates slots) {
            return new FlagsJson(
                    slots.tally().of(Verdict.WRAPPED),
                    slots.tally().of(Verdict.RESET),
                    slots.tally().of(Verdict.SWAPPED),
                    slots.tally().of(Verdict.ABOVE_LIMIT),
                    slots.tally().gaps());
        }

        private static BigDecimal coverage(int present, int expected) {
            return expected == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(present)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(expected), 2, java.math.RoundingMode.HALF_UP);
        }
    }
}
