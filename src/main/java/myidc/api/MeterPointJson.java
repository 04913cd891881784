package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import myidc.metering.read.MeterPoints.MeterPointRow;
import org.jspecify.annotations.Nullable;

/** A meter point in our own contracts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeterPointJson(
        long id,
        long version,
        long tenantId,
        String kind,
        String measures,
        String charge,
        @Nullable String region,
        @Nullable String contract,
        @Nullable String bundle,
        String unit,
        int counterBits,
        long limitPerSecond,
        int ratio,
        Instant from,
        @Nullable Instant until) {
    public static MeterPointJson of(MeterPointRow point) {
        return new MeterPointJson(
                point.id().value(),
                point.version(),
                point.tenantId().value(),
                point.kind().name(),
                point.measures(),
                point.charge(),
                point.region(),
                point.contract(),
                point.bundle(),
                point.unit(),
                point.counterBits(),
                point.limitPerSecond(),
                point.ratio(),
                point.from(),
                point.until());
    }
}
