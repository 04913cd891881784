package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Whose guests run on which devices, now or as of an instant. */
@Singleton
public final class RackTenants {
    private static final String NOW =
            "select device_id, tenant_id, count(*) from instance_view join host_view on host_view.id = host_id"
                    + " where device_id = any (?::bigint[]) group by device_id, tenant_id";

    private static final String THEN =
            "select (h.shown ->> 'deviceId')::bigint, (i.shown ->> 'tenantId')::bigint, count(*) from view_history h"
                    + " join view_history i on i.kind = 'instance' and i.valid @> ?::timestamptz"
                    + " and (i.shown ->> 'hostId')::bigint = h.id where h.kind = 'host' and h.valid @> ?::timestamptz"
                    + " and (h.shown ->> 'deviceId')::bigint = any (?::bigint[]) group by 1, 2";

    private final Sql sql;

    RackTenants(Sql sql) {
        this.sql = sql;
    }

    /** Guests by tenant, by the device they run on. */
    public Map<Long, Map<Long, Integer>> of(Collection<Long> devices, @Nullable Instant asOf) {
        String ids = devices.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Map<Long, Map<Long, Integer>> tenants = new HashMap<>();
        sql.rows(
                asOf == null ? NOW : THEN,
                row -> tenants.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(row.getLong(2), row.getInt(3)),
                asOf == null ? new Object[] {ids} : new Object[] {asOf, asOf, ids});
        return tenants;
    }
}
