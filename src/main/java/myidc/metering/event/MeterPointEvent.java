package myidc.metering.event;

import java.time.Instant;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a meter point. */
public sealed interface MeterPointEvent {
    MeterPointId meterPointId();

    /**
     * A meter point was set up.
     *
     * @param measures the thing it measures, as its source names it, such as {@code sw-3/xe-0/0/7}
     * @param charge what a price book calls it, such as {@code bandwidth:domestic}: a traffic class of its own has its own
     * @param bundle points of one tenant, charge and bundle are one line, summed per slot; null for a line of its own
     * @param unit what is charged: Mbps, GB, kWh, A
     * @param counterBits 32 or 64; 0 where nothing wraps
     * @param limitPerSecond most it can measure: bit/s of a port; 0 where there is none
     * @param ratio real to measured, as of a current transformer; 1 where there is none
     */
    record MeterPointRegistered(
            MeterPointId meterPointId,
            TenantId tenantId,
            MeterKind kind,
            String measures,
            String charge,
            @Nullable String region,
            @Nullable String contract,
            @Nullable String bundle,
            String unit,
            int counterBits,
            long limitPerSecond,
            int ratio,
            Instant from)
            implements MeterPointEvent {}

    /** The device that measures was changed: no difference is taken between readings before and after. */
    record MeterSwapped(MeterPointId meterPointId, Instant at, String reason) implements MeterPointEvent {}

    /** Nothing is measured for this tenant any more from this instant on. */
    record MeterPointRetired(MeterPointId meterPointId, Instant until) implements MeterPointEvent {}
}
