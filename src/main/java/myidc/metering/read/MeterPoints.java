package myidc.metering.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.metering.event.MeterKind;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Reads meter points. */
@Singleton
public final class MeterPoints {
    /** Meter points of one tenant that one month may hold. */
    public static final int OF_TENANT_MAX = 20_000;

    private static final String POINT = "select p.*, array(select jsonb_array_elements_text(p.events)) as event_ids,"
            + " array(select s.at from meter_swap_view s where s.point_id = p.id order by s.at) as swaps"
            + " from meter_point_view p ";

    /** More than these of several tenants are not read ahead. */
    private static final int AHEAD_MAX = 5_000;

    private final Sql sql;
    private final ReadAhead ahead;

    MeterPoints(Sql sql, ReadAhead ahead) {
        this.sql = sql;
        this.ahead = ahead;
    }

    /** Reads what {@link #within} will be asked for, of all these tenants at once; the points found. */
    public List<MeterPointRow> readAhead(List<TenantId> tenants, Period period) {
        List<MeterPointRow> found = sql.rows(
                POINT
                        + "where p.tenant_id = any (?) and p.valid_from < ? and (p.valid_until is null or p.valid_until > ?)"
                        + " order by p.id limit ?",
                MeterPoints::point,
                tenants.stream().map(TenantId::value).toArray(Long[]::new),
                period.until(),
                period.from(),
                AHEAD_MAX + 1);
        if (found.size() > AHEAD_MAX) {
            return List.of();
        }
        Map<TenantId, List<MeterPointRow>> byTenant =
                found.stream().collect(Collectors.groupingBy(MeterPointRow::tenantId));
        tenants.forEach(tenant -> ahead.keep(new There(tenant, period), byTenant.getOrDefault(tenant, List.of())));
        return found;
    }

    public Optional<MeterPointRow> find(MeterPointId id) {
        return sql.row(POINT + "where p.id = ?", MeterPoints::point, id.value());
    }

    /** The point in use that measures a thing for a charge. */
    public Optional<MeterPointRow> named(String measures, String charge) {
        return sql.row(
                POINT + "where p.measures = ? and p.charge = ? and p.valid_until is null",
                MeterPoints::point,
                measures,
                charge);
    }

    /** Points that count the octets of these interfaces, by what they measure; of one interface there may be several. */
    public Map<String, List<MeterPointId>> countersOf(List<String> interfaces) {
        return sql
                .rows(
                        "select measures, id from meter_point_view where measures = any (?) and kind = ?"
                                + " and valid_until is null order by id",
                        row -> Map.entry(row.getString(1), new MeterPointId(row.getLong(2))),
                        interfaces.toArray(new String[0]),
                        MeterKind.INTERFACE_OCTETS.name())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Whether anything counts a machine of the tenant, or what the tenant has in a pool, at an instant or later. */
    public boolean anyOn(TenantId tenant, String machine, String pool, Instant at) {
        return sql.count(
                        "select count(*) from meter_point_view where tenant_id = ? and (valid_until is null or valid_until > ?)"
                                + " and (measures = ? or starts_with(measures, ? || '/') or measures = ? || '/' || ?)",
                        tenant.value(),
                        at,
                        machine,
                        machine,
                        pool,
                        tenant.text())
                > 0;
    }

    /** All of them, or one tenant's. */
    public Page<MeterPointRow> list(@Nullable TenantId tenant, Page.Ask ask) {
        Long only = tenant == null ? null : tenant.value();
        return Page.of(
                sql.rows(
                        POINT + "where ?::bigint is null or p.tenant_id = ?::bigint order by p.id limit ? offset ?",
                        MeterPoints::point,
                        only,
                        only,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        "select count(*) from meter_point_view where ?::bigint is null or tenant_id = ?::bigint",
                        only,
                        only));
    }

    /** A tenant's points that are there at any time of the period. */
    public List<MeterPointRow> within(TenantId tenant, Period period) {
        return ahead.findOr(new There(tenant, period), () -> readWithin(tenant, period));
    }

    private List<MeterPointRow> readWithin(TenantId tenant, Period period) {
        return sql.rows(
                POINT + "where p.tenant_id = ? and p.valid_from < ? and (p.valid_until is null or p.valid_until > ?)"
                        + " order by p.id limit ?",
                MeterPoints::point,
                tenant.value(),
                period.until(),
                period.from(),
                OF_TENANT_MAX);
    }

    private static MeterPointRow point(ResultSet row) throws SQLException {
        return new MeterPointRow(
                new MeterPointId(row.getLong("id")),
                row.getLong("version"),
                new TenantId(row.getLong("tenant_id")),
                MeterKind.valueOf(row.getString("kind")),
                row.getString("measures"),
                row.getString("charge"),
                row.getString("region"),
                row.getString("contract"),
                row.getString("bundle"),
                row.getString("unit"),
                row.getInt("counter_bits"),
                row.getLong("limit_per_second"),
                row.getInt("ratio"),
                Sql.instant(row, "valid_from"),
                Sql.instantOrNull(row, "valid_until"),
                List.of((String[]) row.getArray("event_ids").getArray()),
                Arrays.stream((java.sql.Timestamp[]) row.getArray("swaps").getArray())
                        .map(java.sql.Timestamp::toInstant)
                        .toList());
    }

    private record There(TenantId tenant, Period period) implements ReadAhead.Key<List<MeterPointRow>> {}

    /** A meter point as it is now. */
    public record MeterPointRow(
            MeterPointId id,
            long version,
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
            Instant from,
            @Nullable Instant until,
            List<String> events,
            List<Instant> swaps) {
        /** The part of a period in which the point is there. */
        public Optional<Period> within(Period period) {
            Instant end = until == null || until.isAfter(period.until()) ? period.until() : until;
            return from.isBefore(end) ? new Period(from, end).intersection(period) : Optional.empty();
        }
    }
}
