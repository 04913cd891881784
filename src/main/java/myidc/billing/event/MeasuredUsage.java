package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a month's bill took of measurements: the figures by which it was rated, so that it can be reckoned again without
 * the samples.
 *
 * @param meterPoints numbers of the points that were measured together
 * @param parts quantities counted, by price and band of time
 * @param figures percentiles and peaks found, by the terms they were asked under
 */
public record MeasuredUsage(
        String resource,
        String charge,
        @Nullable String region,
        @Nullable String contract,
        Instant from,
        Instant until,
        String unit,
        List<Long> meterPoints,
        List<CountedPart> parts,
        List<FoundFigure> figures) {
    public MeasuredUsage {
        meterPoints = List.copyOf(meterPoints);
        parts = List.copyOf(parts);
        figures = List.copyOf(figures);
    }

    /** So much, beginning at an instant. */
    public record CountedPart(Instant at, BigDecimal quantity) {}

    /**
     * A figure of slots.
     *
     * @param expected slots the period has
     * @param present slots with a sample
     * @param counted slots that went into the figure
     */
    public record FoundFigure(
            String method,
            String direction,
            String missing,
            BigDecimal billable,
            int expected,
            int present,
            int counted) {}
}
