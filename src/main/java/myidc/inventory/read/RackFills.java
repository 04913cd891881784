package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.inventory.capacity.RackFill;
import myidc.inventory.capacity.RackFill.Room;
import myidc.inventory.capacity.RackFill.Standing;
import myidc.inventory.capacity.RackFill.Typical;
import myidc.inventory.capacity.RackFill.Units;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how full racks are, unit by unit, now or as of an instant. */
@Singleton
public final class RackFills {
    private static final String NOW =
            "select rack_id, position_u, height_u, face, full_depth, weight_kg, max_draw_w, budget_w, id,"
                    + " coalesce(bought_on, received_at::date) as since from device_view"
                    + " where rack_id = any (?::bigint[])";

    private static final String THEN = "select (shown ->> 'rackId')::bigint as rack_id,"
            + " (shown ->> 'positionU')::numeric as position_u, (shown ->> 'heightU')::numeric as height_u,"
            + " shown ->> 'face' as face, (shown ->> 'fullDepth')::boolean as full_depth,"
            + " (shown ->> 'weightKg')::numeric as weight_kg, (shown ->> 'maxDrawW')::int as max_draw_w,"
            + " (shown ->> 'budgetW')::int as budget_w, id, coalesce((shown ->> 'boughtOn')::date,"
            + " (shown ->> 'receivedAt')::timestamptz::date) as since from view_history where kind = 'device'"
            + " and (shown ->> 'rackId')::bigint = any (?::bigint[]) and valid @> ?::timestamptz";

    private static final String KEPT_NOW = "select rack_id, spans_left from reservation_view"
            + " where state = 'HELD' and rack_id = any (?::bigint[])";

    private static final String KEPT_THEN =
            "select (shown ->> 'rackId')::bigint as rack_id, shown -> 'spansLeft' as spans_left from view_history"
                    + " where kind = 'reservation' and shown ->> 'state' = 'HELD'"
                    + " and (shown ->> 'rackId')::bigint = any (?::bigint[]) and valid @> ?::timestamptz";

    private final Sql sql;

    RackFills(Sql sql) {
        this.sql = sql;
    }

    /** One for each rack, by its number. */
    public Map<Long, Filled> of(Collection<RackView> racks, @Nullable Instant asOf) {
        String ids = racks.stream().map(rack -> "" + rack.id).collect(Collectors.joining(",", "{", "}"));
        Object[] values = asOf == null ? new Object[] {ids} : new Object[] {ids, asOf};
        Map<Long, List<Standing>> standing = new HashMap<>();
        Map<Long, List<Long>> devices = new HashMap<>();
        Map<Long, List<java.time.LocalDate>> ages = new HashMap<>();
        sql.rows(
                asOf == null ? NOW : THEN,
                row -> {
                    long rack = row.getLong("rack_id");
                    devices.computeIfAbsent(rack, id -> new ArrayList<>()).add(row.getLong("id"));
                    java.time.LocalDate since = row.getObject("since", java.time.LocalDate.class);
                    if (since != null) {
                        ages.computeIfAbsent(rack, id -> new ArrayList<>()).add(since);
                    }
                    return standing.computeIfAbsent(rack, id -> new ArrayList<>())
                            .add(standing(row));
                },
                values);
        Map<Long, List<Units>> kept = kept(ids, asOf);
        Map<Long, Filled> fills = new HashMap<>();
        for (RackView rack : racks) {
            fills.put(
                    rack.id,
                    new Filled(
                            RackFill.of(
                                    new Room(rack.id, rack.heightU, rack.weightKgMax, rack.powerWMax),
                                    standing.getOrDefault(rack.id, List.of()),
                                    kept.getOrDefault(rack.id, List.of())),
                            devices.getOrDefault(rack.id, List.of()),
                            ages.getOrDefault(rack.id, List.of())));
        }
        return fills;
    }

    /** What a unit draws and weighs in the middle of all racked devices whose figure is known. */
    public Typical typical() {
        return sql.row(
                        "select percentile_cont(0.5) within group (order by max_draw_w / height_u),"
                                + " percentile_cont(0.5) within group (order by weight_kg / height_u)"
                                + " from device_view where rack_id is not null and height_u > 0",
                        row -> new Typical(rounded(row.getBigDecimal(1)), rounded(row.getBigDecimal(2))))
                .orElseThrow();
    }

    private Map<Long, List<Units>> kept(String ids, @Nullable Instant asOf) {
        String spans = "select kept.rack_id, span ->> 'face' as face, (span ->> 'positionU')::numeric as position_u,"
                + " (span ->> 'heightU')::numeric as height_u from (" + (asOf == null ? KEPT_NOW : KEPT_THEN)
                + ") as kept, jsonb_array_elements(kept.spans_left) as span";
        Map<Long, List<Units>> kept = new HashMap<>();
        sql.rows(
                spans,
                row -> kept.computeIfAbsent(row.getLong("rack_id"), id -> new ArrayList<>())
                        .add(units(row, "FRONT".equals(row.getString("face")), "REAR".equals(row.getString("face")))),
                asOf == null ? new Object[] {ids} : new Object[] {ids, asOf});
        return kept;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        boolean whole = row.getBoolean("full_depth");
        String face = row.getString("face");
        boolean placed = row.getBigDecimal("position_u") != null;
        return new Standing(
                placed ? units(row, whole || "FRONT".equals(face), whole || "REAR".equals(face)) : null,
                row.getBigDecimal("weight_kg"),
                row.getObject("max_draw_w", Integer.class),
                row.getObject("budget_w", Integer.class));
    }

    private static Units units(ResultSet row, boolean front, boolean rear) throws SQLException {
        return new Units(
                halves(row.getBigDecimal("position_u")) - 2, halves(row.getBigDecimal("height_u")), front, rear);
    }

    private static int halves(BigDecimal units) {
        return units.multiply(BigDecimal.valueOf(2)).intValueExact();
    }

    private static BigDecimal rounded(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value.setScale(1, java.math.RoundingMode.HALF_UP);
    }

    /** A rack's fill, and the devices and their ages it is made of. */
    public record Filled(RackFill fill, List<Long> devices, List<java.time.LocalDate> since) {}
}
