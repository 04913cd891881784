package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import myidc.inventory.cabling.Contention;
import myidc.inventory.cabling.PathTrace;
import myidc.inventory.cabling.PathTrace.Link;
import myidc.inventory.cabling.PathTrace.Socket;
import myidc.inventory.event.Port;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.CableId;
import myidc.shared.id.DeviceId;
import org.jspecify.annotations.Nullable;

/** Reads data cables and the paths they make, now or as of an instant. */
@Singleton
public final class Cables {
    private static final String NOW = "select id, a_device_id, a_port, b_device_id, b_port from cable_view"
            + " where (a_device_id, a_port) = (?, ?) or (b_device_id, b_port) = (?, ?)";

    private static final String THEN = "select id, (shown ->> 'aDeviceId')::bigint, shown ->> 'aPort',"
            + " (shown ->> 'bDeviceId')::bigint, shown ->> 'bPort' from view_history where kind = 'cable'"
            + " and (shown @> jsonb_build_object('aDeviceId', ?::bigint, 'aPort', ?::text)"
            + " or shown @> jsonb_build_object('bDeviceId', ?::bigint, 'bPort', ?::text)) and valid @> ?::timestamptz";

    private static final String SPEEDS = """
            select coalesce(sum(speed) filter (where use = 'ACCESS'), 0),
                   count(*) filter (where use = 'ACCESS' and speed is null),
                   coalesce(sum(speed) filter (where use = 'UPLINK'), 0),
                   count(*) filter (where use = 'UPLINK' and speed is null)
            from (""";

    private static final String CABLED_NOW = """
            select socket ->> 'use' as use, (socket ->> 'speedMbps')::bigint as speed
            from device_view d join device_sheet_view s on s.id = d.id, jsonb_array_elements(s.ports) as socket
            where d.rack_id = ? and d.category = 'SWITCH' and exists (select from cable_end e
                where e.device_id = d.id and e.port = socket ->> 'name')""";

    private static final String CABLED_THEN = """
            select socket ->> 'use' as use, (socket ->> 'speedMbps')::bigint as speed
            from view_history d join view_history s on s.kind = 'sheet' and s.id = d.id,
                 jsonb_array_elements(s.shown -> 'ports') as socket
            where d.kind = 'device' and (d.shown ->> 'rackId')::bigint = ? and d.valid @> ?::timestamptz
                and d.shown ->> 'category' = 'SWITCH' and s.valid @> ?::timestamptz
                and exists (select from view_history c where c.kind = 'cable' and c.valid @> ?::timestamptz
                    and (c.shown @> jsonb_build_object('aDeviceId', d.id, 'aPort', socket -> 'name')
                        or c.shown @> jsonb_build_object('bDeviceId', d.id, 'bPort', socket -> 'name')))""";

    private final Listing<CableView> rows;
    private final DeviceSheets sheets;
    private final Sql sql;

    Cables(Histories histories, DeviceSheets sheets, Sql sql) {
        rows = new Listing<>(histories, CableProjection.HISTORY, CableView.class);
        this.sheets = sheets;
        this.sql = sql;
    }

    public Optional<CableView> find(CableId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Page<CableView> list(@Nullable Instant asOf, Page.Ask ask) {
        return rows.list(Map.of(), asOf, ask);
    }

    /** The cables plugged into a device; as of an instant at most a page of those at either end. */
    public Page<CableView> list(DeviceId device, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf == null) {
            PanacheQuery<CableView> query =
                    CableView.find("aDeviceId = ?1 or bDeviceId = ?1", Sort.by("id"), device.value());
            return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
        }
        Page<CableView> first = rows.list(Map.of("aDeviceId", device.value()), asOf, ask);
        Page<CableView> second = rows.list(Map.of("bDeviceId", device.value()), asOf, ask);
        Map<Long, CableView> both = new TreeMap<>();
        first.data().forEach(cable -> both.put(cable.id, cable));
        second.data().forEach(cable -> both.put(cable.id, cable));
        return Page.of(List.copyOf(both.values()), ask, Math.max(both.size(), first.results() + second.results()));
    }

    /** From a socket through cables and patch panels to where the path ends. */
    public PathTrace.Path trace(Socket from, @Nullable Instant asOf) {
        return PathTrace.from(from, socket -> link(socket, asOf), socket -> behind(socket, asOf));
    }

    /** How contended the way out of a rack is, by the cabled ports of what stands in it. */
    public Contention contention(long rackId, @Nullable Instant asOf) {
        Object[] values = asOf == null ? new Object[] {rackId} : new Object[] {rackId, asOf, asOf, asOf};
        return sql.row(
                        SPEEDS + (asOf == null ? CABLED_NOW : CABLED_THEN) + ") as cabled",
                        row -> Contention.of(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4)),
                        values)
                .orElseThrow();
    }

    private Optional<Link> link(Socket socket, @Nullable Instant asOf) {
        Object[] ends = {socket.deviceId(), socket.port(), socket.deviceId(), socket.port()};
        Object[] then = asOf == null
                ? ends
                : new Object[] {socket.deviceId(), socket.port(), socket.deviceId(), socket.port(), asOf};
        return sql.row(
                asOf == null ? NOW : THEN,
                row -> {
                    Socket a = new Socket(row.getLong(2), row.getString(3));
                    Socket b = new Socket(row.getLong(4), row.getString(5));
                    return new Link(row.getLong(1), a.equals(socket) ? b : a);
                },
                then);
    }

    private Optional<Socket> behind(Socket socket, @Nullable Instant asOf) {
        for (Port port : sheets.of(new DeviceId(socket.deviceId()), asOf).ports) {
            String behind = port.behind();
            if (port.name().equals(socket.port()) && behind != null) {
                return Optional.of(new Socket(socket.deviceId(), behind));
            }
            if (socket.port().equals(behind)) {
                return Optional.of(new Socket(socket.deviceId(), port.name()));
            }
        }
        return Optional.empty();
    }
}
