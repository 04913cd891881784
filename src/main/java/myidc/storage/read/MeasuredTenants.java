package myidc.storage.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Reads what tenants' volumes in pools were, at each sketch that was taken in. */
@Singleton
public final class MeasuredTenants {
    static final long NOBODY = 0;

    /** A sketch every quarter of an hour for longer than a month. */
    private static final int LEVELS_MOST = 4_000;

    private final Sql sql;

    MeasuredTenants(Sql sql) {
        this.sql = sql;
    }

    /** All tenants of a pool by its latest sketch by then, the largest share first; empty when there was none. */
    public List<Measured> of(PoolId pool, @Nullable Instant asOf) {
        return sql.rows(
                "select * from tenant_measured_view where pool_id = ? and sketch_id = (select sketch_id from"
                        + " tenant_measured_view where pool_id = ? and (?::timestamptz is null or at <= ?::timestamptz)"
                        + " order by at desc, sketch_id desc limit 1) order by attributed_bytes desc, tenant_id",
                MeasuredTenants::measured,
                pool.value(),
                pool.value(),
                asOf,
                asOf);
    }

    /** What a tenant had in a pool in a period: each level from its sketch to the pool's next one. */
    public List<Level> levels(PoolId pool, TenantId tenant, Period period) {
        return sql.rows(
                "with told as (select sketch_id, at, lead(at) over (order by at, sketch_id) as until from"
                        + " (select distinct sketch_id, at from tenant_measured_view where pool_id = ?) every)"
                        + " select t.*, told.until from told join tenant_measured_view t on t.sketch_id = told.sketch_id"
                        + " where t.pool_id = ? and t.tenant_id = ? and told.at < ?"
                        + " and (told.until is null or told.until > ?) order by told.at limit ?",
                row -> new Level(measured(row), Sql.instantOrNull(row, "until")),
                pool.value(),
                pool.value(),
                tenant.value(),
                period.until(),
                period.from(),
                LEVELS_MOST);
    }

    /** A tenant's own measured volumes as they were by then, by their names; without the pools they lie in. */
    public Page<OwnVolume> volumes(TenantId tenant, @Nullable Instant asOf, Page.Ask ask) {
        String latest = " from (select distinct on (pool_id, name) * from measured_volume_past where pool_id in"
                + " (select pool_id from measured_volume_past where tenant_id = ?)"
                + " and (?::timestamptz is null or measured_at <= ?::timestamptz)"
                + " order by pool_id, name, sketch_id desc) latest where tenant_id = ?";
        return Page.of(
                sql.rows(
                        "select *" + latest + " order by name, pool_id limit ? offset ?",
                        row -> new OwnVolume(
                                row.getString("name"), row.getLong("logical_bytes"), Sql.instant(row, "measured_at")),
                        tenant.value(),
                        asOf,
                        asOf,
                        tenant.value(),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*)" + latest, tenant.value(), asOf, asOf, tenant.value()));
    }

    private static Measured measured(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant_id");
        return new Measured(
                tenant == NOBODY ? null : new TenantId(tenant),
                Sql.instant(row, "at"),
                row.getString("event"),
                row.getInt("volumes"),
                row.getLong("logical_bytes"),
                new Bytes(row.getLong("physical_bytes"), row.getLong("physical_plus_minus")),
                new Bytes(row.getLong("reclaimable_bytes"), row.getLong("reclaimable_plus_minus")),
                new Bytes(row.getLong("attributed_bytes"), row.getLong("attributed_plus_minus")));
    }

    /** Bytes and half the width of their 95 % interval. */
    public record Bytes(long bytes, long plusMinus) {}

    /**
     * A tenant's volumes of a pool together.
     *
     * @param tenant null for volumes of nobody
     * @param event the fact that says so, as in {@code sketch-4#2}
     */
    public record Measured(
            @Nullable TenantId tenant,
            Instant at,
            String event,
            int volumes,
            long logicalBytes,
            Bytes physical,
            Bytes reclaimable,
            Bytes attributed) {}

    /** What is written in a volume, before anything is shared or compressed. */
    public record OwnVolume(String name, long logicalBytes, Instant measuredAt) {}

    /** What was measured, and until when it stood; null until now. */
    public record Level(Measured measured, @Nullable Instant until) {}
}
