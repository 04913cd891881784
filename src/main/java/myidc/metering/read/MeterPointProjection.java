package myidc.metering.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.metering.event.MeterPointEvent.MeterPointRegistered;
import myidc.metering.event.MeterPointEvent.MeterPointRetired;
import myidc.metering.event.MeterPointEvent.MeterSwapped;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.MeterPointId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes meter points and the changes of their meters. */
@Singleton
@ProcessingGroup("metering.read")
public final class MeterPointProjection implements Projection {
    private final Sql sql;

    MeterPointProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "metering.points";
    }

    @Override
    public List<String> tables() {
        return List.of("meter_point_view", "meter_swap_view");
    }

    @EventHandler
    void on(MeterPointRegistered fact, @SequenceNumber Long version) {
        sql.change(
                "insert into meter_point_view (id, version, tenant_id, kind, measures, charge, region, contract, bundle,"
                        + " unit, counter_bits, limit_per_second, ratio, valid_from, events)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jsonb_build_array(?::text))",
                fact.meterPointId().value(),
                version,
                fact.tenantId().value(),
                fact.kind().name(),
                fact.measures(),
                fact.charge(),
                fact.region(),
                fact.contract(),
                fact.bundle(),
                fact.unit(),
                fact.counterBits(),
                fact.limitPerSecond(),
                fact.ratio(),
                fact.from(),
                event(fact.meterPointId(), version));
    }

    @EventHandler
    void on(MeterSwapped fact, @SequenceNumber Long version) {
        sql.change(
                "insert into meter_swap_view (point_id, at, reason, event) values (?, ?, ?, ?)"
                        + " on conflict (point_id, at) do nothing",
                fact.meterPointId().value(),
                fact.at(),
                fact.reason(),
                event(fact.meterPointId(), version));
        note(fact.meterPointId(), version);
    }

    @EventHandler
    void on(MeterPointRetired fact, @SequenceNumber Long version) {
        sql.change(
                "update meter_point_view set valid_until = ? where id = ?",
                fact.until(),
                fact.meterPointId().value());
        note(fact.meterPointId(), version);
    }

    private void note(MeterPointId id, long version) {
        sql.change(
                "update meter_point_view set version = ?, events = events || jsonb_build_array(?::text) where id = ?",
                version,
                event(id, version),
                id.value());
    }

    private static String event(MeterPointId id, long version) {
        return id.text() + "#" + version;
    }
}
