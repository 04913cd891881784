package myidc.metering;

import java.time.Instant;
import myidc.metering.event.MeterKind;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a meter point. */
public sealed interface MeterPointCommand {
    record RegisterMeterPoint(
            @TargetAggregateIdentifier MeterPointId meterPointId,
            TenantId tenantId,
            Measured measured,
            Charged charged,
            Instant from)
            implements MeterPointCommand {}

    record SwapMeter(@TargetAggregateIdentifier MeterPointId meterPointId, Instant at, String reason)
            implements MeterPointCommand {}

    record RetireMeterPoint(@TargetAggregateIdentifier MeterPointId meterPointId, Instant until)
            implements MeterPointCommand {}

    /** What is measured, by what kind of meter. */
    record Measured(MeterKind kind, String measures, int counterBits, long limitPerSecond, int ratio) {}

    /** What a price book knows of it. */
    record Charged(
            String charge,
            @Nullable String region,
            @Nullable String contract,
            @Nullable String bundle,
            String unit) {}
}
