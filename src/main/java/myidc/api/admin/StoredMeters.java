package myidc.api.admin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints;
import myidc.metering.read.StoredLevels;
import myidc.platform.db.Sequences;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import myidc.storage.SketchCommand.TakeSketch;
import myidc.storage.event.SketchEvent.TenantShare;

/**
 * Sets up the meters of tenants whose volumes are measured for the first time in a pool, in the call that measures them: a
 * logical, a physical and an attributed one. Which of them is charged the price book says.
 */
@Singleton
final class StoredMeters {
    private final MeterPoints points;
    private final Sequences sequences;

    StoredMeters(MeterPoints points, Sequences sequences) {
        this.points = points;
        this.sequences = sequences;
    }

    /** Commands for the points that are not there yet. */
    List<RegisterMeterPoint> missing(TakeSketch command) {
        // Levels are looked up by whole seconds, as samples are kept.
        Instant from = command.at().truncatedTo(ChronoUnit.SECONDS);
        List<RegisterMeterPoint> missing = new ArrayList<>();
        for (TenantShare share : command.tenants()) {
            TenantId tenant = share.tenantId();
            if (tenant == null) {
                continue;
            }
            String measures = StoredLevels.measures(command.poolId(), tenant);
            for (StoredLevels.Basis basis : StoredLevels.Basis.values()) {
                if (points.named(measures, basis.charge()).isEmpty()) {
                    missing.add(new RegisterMeterPoint(
                            new MeterPointId(sequences.next("meterpoint")),
                            tenant,
                            new Measured(MeterKind.STORED_BYTES, measures, 0, 0, 1),
                            new Charged(basis.charge(), null, null, null, "GBh"),
                            from));
                }
            }
        }
        return missing;
    }
}
