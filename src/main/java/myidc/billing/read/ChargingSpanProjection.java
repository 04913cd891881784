package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes who had which resource under which charge, from when until when, and the facts that say so. A guest is charged
 * from {@link InstanceProvisioned} to {@link InstanceDeleted}, at the instants of those facts; a resize ends one presence
 * and begins another. A fact that was learnt late carries the instant it happened as metadata {@code effectiveAt}.
 */
@Singleton
@ProcessingGroup("billing.read")
public final class ChargingSpanProjection implements Projection {
    static final String EFFECTIVE_AT = "effectiveAt";

    private final Sql sql;

    ChargingSpanProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.charging-spans";
    }

    @Override
    public List<String> tables() {
        return List.of("charging_span", "late_fact");
    }

    @EventHandler
    void on(
            InstanceProvisioned fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId().text(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        open(happened, fact.label(), "instance:" + fact.plan(), fact.region());
        noteLate(happened);
    }

    @EventHandler
    void on(
            InstanceResized fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId().text(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        close(happened);
        open(happened, fact.label(), "instance:" + fact.size().plan(), fact.region());
        noteLate(happened);
    }

    @EventHandler
    void on(
            InstanceDeleted fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId().text(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        if (close(happened)) {
            noteLate(happened);
        }
    }

    private void open(Happened happened, String label, String charge, String region) {
        sql.change(
                "insert into charging_span (opened_event, resource, resource_name, tenant_id, charge, region, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                happened.event(),
                happened.resource(),
                label,
                happened.tenant().value(),
                charge,
                region,
                happened.effectiveAt());
    }

    /** Presence never ends before it began, whatever the late fact says. */
    private boolean close(Happened happened) {
        return sql.change(
                        "update charging_span set ended_at = greatest(started_at, ?::timestamptz), closed_event = ?"
                                + " where resource = ? and ended_at is null",
                        happened.effectiveAt(),
                        happened.event(),
                        happened.resource())
                == 1;
    }

    private void noteLate(Happened happened) {
        if (happened.effectiveAt().isBefore(happened.recordedAt())) {
            sql.change(
                    "insert into late_fact (event, tenant_id, resource, effective_at, recorded_at) values (?, ?, ?, ?, ?)",
                    happened.event(),
                    happened.tenant().value(),
                    happened.resource(),
                    happened.effectiveAt(),
                    happened.recordedAt());
        }
    }

    private static Happened happened(String resource, TenantId tenant, long sequence) {
        return new Happened(resource, tenant, resource + "#" + sequence, Instant.EPOCH, Instant.EPOCH);
    }

    /** A fact about a resource, with the instants it happened and was written. */
    private record Happened(String resource, TenantId tenant, String event, Instant effectiveAt, Instant recordedAt) {
        Happened at(Instant recorded, @Nullable String effective) {
            Instant happenedAt = effective == null ? recorded : Instant.parse(effective);
            return new Happened(
                    resource, tenant, event, happenedAt.isAfter(recorded) ? recorded : happenedAt, recorded);
        }
    }
}
