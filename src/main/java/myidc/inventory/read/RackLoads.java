package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how full racks are, now or as of an instant. */
@Singleton
public final class RackLoads {
    private static final String NOW = "select rack_id, position_u, height_u, weight_kg, max_draw_w from device_view"
            + " where rack_id = any (?::bigint[])";

    /** Rack by rack through the index of what stood where: by the instant first, every device of that day would be read. */
    private static final String THEN = "select rack_id, position_u, height_u, weight_kg, max_draw_w"
            + " from unnest(?::bigint[]) as rack (rack_id) cross join lateral (select"
            + " (shown ->> 'positionU')::numeric as position_u, (shown ->> 'heightU')::numeric as height_u,"
            + " (shown ->> 'weightKg')::numeric as weight_kg, (shown ->> 'maxDrawW')::int as max_draw_w"
            + " from view_history where kind = 'device' and (shown ->> 'rackId')::bigint = rack.rack_id"
            + " and valid @> ?::timestamptz offset 0) as device";

    private static final String LOADS = """
            , covered as (
                select rack_id, count(*) as devices, coalesce(sum(weight_kg), 0) as weight_kg,
                       coalesce(sum(max_draw_w), 0) as power_w,
                       range_agg(case when position_u is null then 'empty'
                           else int4range((2 * position_u)::int, (2 * (position_u + height_u))::int) end) as units
                from device
                group by rack_id)
            select rack_id, devices, weight_kg, power_w,
                   (select coalesce(sum(upper(part) - lower(part)), 0) / 2.0 from unnest(units) as part) as used_u
            from covered""";

    private final Sql sql;

    RackLoads(Sql sql) {
        this.sql = sql;
    }

    /** Loads by the racks' numbers; a rack in which nothing stands is absent. */
    public Map<Long, Load> of(Collection<RackView> racks, @Nullable Instant asOf) {
        String ids = racks.stream().map(rack -> "" + rack.id).collect(Collectors.joining(",", "{", "}"));
        Map<Long, Load> loads = new HashMap<>();
        sql.rows(
                "with device as (" + (asOf == null ? NOW : THEN) + ")" + LOADS,
                row -> loads.put(
                        row.getLong("rack_id"),
                        new Load(
                                row.getInt("devices"),
                                row.getBigDecimal("used_u").stripTrailingZeros(),
                                row.getBigDecimal("weight_kg"),
                                row.getLong("power_w"))),
                asOf == null ? new Object[] {ids} : new Object[] {ids, asOf});
        return loads;
    }

    /**
     * What stands in a rack.
     *
     * @param usedU units in which at least one face is taken
     * @param weightKg sum of the known weights
     * @param powerW sum of the known nameplate powers
     */
    public record Load(int devices, BigDecimal usedU, BigDecimal weightKg, long powerW) {
        public static final Load NONE = new Load(0, BigDecimal.ZERO, BigDecimal.ZERO, 0);
    }
}
