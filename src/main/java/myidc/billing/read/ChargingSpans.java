package myidc.billing.read;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import myidc.billing.rating.Sku;
import myidc.platform.db.Sql;
import myidc.shared.id.Id;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Writes rows of presence. */
final class ChargingSpans {
    private final Sql sql;

    ChargingSpans(Sql sql) {
        this.sql = sql;
    }

    void open(Happened happened, Thing thing) {
        sql.change(
                "insert into charging_span (opened_event, resource, resource_name, tenant_id, charge, region, contract,"
                        + " quantity, holder, started_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                happened.event(),
                happened.resource(),
                thing.name(),
                happened.tenant().value(),
                thing.sku().charge(),
                thing.sku().region(),
                thing.sku().contract(),
                thing.quantity(),
                thing.holder(),
                happened.effectiveAt());
    }

    /** Presence never ends before it began, whatever the late fact says. */
    boolean close(Happened happened) {
        return sql.change(
                        "update charging_span set ended_at = greatest(started_at, ?::timestamptz), closed_event = ?"
                                + " where resource = ? and ended_at is null",
                        happened.effectiveAt(),
                        happened.event(),
                        happened.resource())
                == 1;
    }

    /** What is open of the resource goes on as another tenant's, under this name. */
    void handOver(Happened happened, String name) {
        sql.row(
                        "select * from charging_span where resource = ? and ended_at is null",
                        row -> new Thing(
                                name,
                                new Sku(row.getString("charge"), row.getString("region"), row.getString("contract")),
                                row.getBigDecimal("quantity"),
                                row.getString("holder")),
                        happened.resource())
                .ifPresent(thing -> {
                    close(happened);
                    open(happened, thing);
                });
    }

    void noteLate(Happened happened) {
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

    static Happened happened(Id id, TenantId tenant, long sequence) {
        String resource = id.text();
        return new Happened(resource, tenant, resource + "#" + sequence, Instant.EPOCH, Instant.EPOCH);
    }

    /** A fact about a resource, with the instants it happened and was written. */
    record Happened(String resource, TenantId tenant, String event, Instant effectiveAt, Instant recordedAt) {
        Happened at(Instant recorded, @Nullable String effective) {
            Instant happenedAt =
                    Objects.requireNonNullElse(effective == null ? null : Instant.parse(effective), recorded);
            return told(recorded, happenedAt.isAfter(recorded) ? recorded : happenedAt);
        }

        /** At the instant the fact itself names, which may be to come. */
        Happened told(Instant recorded, Instant effective) {
            return new Happened(resource, tenant, event, effective, recorded);
        }

        Happened to(String other) {
            return new Happened(other, tenant, event, effectiveAt, recordedAt);
        }
    }

    /** What is there, how much of it, and who holds it where that is not the tenant itself. */
    record Thing(
            String name,
            Sku sku,
            BigDecimal quantity,
            @Nullable String holder) {
        static Thing one(String name, Sku sku) {
            return new Thing(name, sku, BigDecimal.ONE, null);
        }
    }
}
