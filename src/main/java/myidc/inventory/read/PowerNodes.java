package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.inventory.power.PowerChain;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PowerNodeId;
import org.jspecify.annotations.Nullable;

/** Reads what hands on power, now or as of an instant. */
@Singleton
public final class PowerNodes {
    private static final int OF_A_SITE_MAX = 20_000;

    private final Listing<PowerNodeView> nodes;
    private final Listing<CordView> cords;
    private final Sql sql;

    PowerNodes(Histories histories, Sql sql) {
        nodes = new Listing<>(histories, PowerNodeProjection.HISTORY, PowerNodeView.class);
        cords = new Listing<>(histories, CordProjection.HISTORY, CordView.class);
        this.sql = sql;
    }

    public Optional<PowerNodeView> find(PowerNodeId id, @Nullable Instant asOf) {
        return nodes.find(id.value(), asOf);
    }

    public Optional<CordView> cord(long id, @Nullable Instant asOf) {
        return cords.find(id, asOf);
    }

    public Page<PowerNodeView> list(@Nullable Long siteId, Wanted wanted, @Nullable Instant asOf, Page.Ask ask) {
        String kind = wanted.kind();
        String alarm = wanted.alarm();
        Map<String, Object> where = new HashMap<>();
        if (alarm != null) {
            where.put("alarm", alarm);
        }
        if (siteId != null) {
            where.put("siteId", siteId);
        }
        if (kind != null) {
            where.put("kind", kind);
        }
        return nodes.list(where, asOf, ask);
    }

    public Page<CordView> cords(@Nullable Long deviceId, @Nullable Long nodeId, @Nullable Instant asOf, Page.Ask ask) {
        Map<String, Object> where = new HashMap<>();
        if (deviceId != null) {
            where.put("deviceId", deviceId);
        }
        if (nodeId != null) {
            where.put("nodeId", nodeId);
        }
        return cords.list(where, asOf, ask);
    }

    /** The whole chain of a site with all that stands in its racks. */
    public Chain chain(long siteId, @Nullable Instant asOf) {
        List<PowerNodeView> found = nodes.all(Map.of("siteId", siteId), asOf, OF_A_SITE_MAX);
        Map<Long, List<CordView>> byDevice = new HashMap<>();
        for (CordView cord : cordsOf(found, asOf)) {
            byDevice.computeIfAbsent(cord.deviceId, id -> new ArrayList<>()).add(cord);
        }
        List<PowerChain.Consumer> consumers = sql.rows(
                asOf == null
                        ? "select id, max_draw_w, budget_w from device_view where site_id = ?"
                                + " and category not in ('PDU', 'UPS')"
                        : "select id, (shown ->> 'maxDrawW')::int, (shown ->> 'budgetW')::int from view_history"
                                + " where kind = 'device' and shown @> jsonb_build_object('siteId', ?::bigint)"
                                + " and valid @> ?::timestamptz and shown ->> 'category' not in ('PDU', 'UPS')",
                row -> new PowerChain.Consumer(
                        row.getLong(1),
                        byDevice.getOrDefault(row.getLong(1), List.of()).stream()
                                .map(cord -> cord.nodeId)
                                .toList(),
                        row.getObject(2, Integer.class),
                        row.getObject(3, Integer.class)),
                asOf == null ? new Object[] {siteId} : new Object[] {siteId, asOf});
        return new Chain(
                found,
                byDevice,
                new PowerChain(found.stream().map(PowerNodes::node).toList(), consumers));
    }

    /** The highest reading and the 95th percentile of those since an instant; null without any. */
    public Map<Long, Peak> peaks(List<PowerNodeView> of, Instant since, Instant until) {
        Map<Long, Peak> peaks = new HashMap<>();
        sql.rows(
                "select node_id, max(watts), percentile_disc(0.95) within group (order by watts), count(*)"
                        + " from power_reading where node_id = any (?::bigint[]) and measured_at > ?"
                        + " and measured_at <= ? group by node_id",
                row -> peaks.put(row.getLong(1), new Peak(row.getInt(2), row.getInt(3), row.getInt(4))),
                of.stream().map(node -> "" + node.id).collect(Collectors.joining(",", "{", "}")),
                since,
                until);
        return peaks;
    }

    private List<CordView> cordsOf(List<PowerNodeView> found, @Nullable Instant asOf) {
        String ids = found.stream().map(node -> "" + node.id).collect(Collectors.joining(",", "{", "}"));
        return sql.rows(
                asOf == null
                        ? "select id, device_id, psu, node_id, outlet from cord_view"
                                + " where node_id = any (?::bigint[]) order by id"
                        : "select id, (shown ->> 'deviceId')::bigint, (shown ->> 'psu')::int,"
                                + " (shown ->> 'nodeId')::bigint, (shown ->> 'outlet')::int from view_history"
                                + " where kind = 'cord' and (shown ->> 'nodeId')::bigint = any (?::bigint[])"
                                + " and valid @> ?::timestamptz order by id",
                row -> {
                    CordView cord = new CordView();
                    cord.id = row.getLong(1);
                    cord.deviceId = row.getLong(2);
                    cord.psu = row.getInt(3);
                    cord.nodeId = row.getLong(4);
                    cord.outlet = row.getInt(5);
                    return cord;
                },
                asOf == null ? new Object[] {ids} : new Object[] {ids, asOf});
    }

    private static PowerChain.Node node(PowerNodeView view) {
        return new PowerChain.Node(
                view.id,
                view.parentId,
                view.side,
                view.leg,
                view.volts,
                view.amps,
                view.phases,
                view.deratingPercent,
                view.powerFactor);
    }

    /** Which nodes; null means any. */
    public record Wanted(@Nullable String kind, @Nullable String alarm) {}

    /** A site's chain as rows and as sums. */
    public record Chain(List<PowerNodeView> nodes, Map<Long, List<CordView>> cords, PowerChain sums) {}

    /** What a meter said over a time. */
    public record Peak(int highestW, int percentile95W, int readings) {}
}
