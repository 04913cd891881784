package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.id.PoolId;
import myidc.storage.read.PoolAlertView;
import myidc.storage.read.PoolRules;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/** Pools that fill up, and did. */
@Path("/admin/v1/pool-alerts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PoolAlertsResource {
    private final PoolRules rules;
    private final Pools pools;

    PoolAlertsResource(PoolRules rules, Pools pools) {
        this.rules = rules;
        this.pools = pools;
    }

    /** Alerts, the latest first; only those still open unless all are asked for. */
    @GET
    public Page<AlertJson> list(
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        return rules.alerts(!all, AsOf.instant(asOf), page.ask())
                .map(alert -> AlertJson.of(
                        alert,
                        pools.find(new PoolId(alert.poolId))
                                .map(pool -> pool.name)
                                .orElse("")));
    }

    /**
     * An alert.
     *
     * @param on BYTES, INODES, METADATA or FORECAST
     * @param value percent of where it stops; for the forecast days that were left
     * @param clearedValue null while it is open, or where no end is in sight any more
     */
    public record AlertJson(
            long poolId,
            String poolName,
            String on,
            Instant raisedAt,
            BigDecimal value,
            BigDecimal threshold,
            @Nullable Instant clearedAt,
            @Nullable BigDecimal clearedValue) {
        static AlertJson of(PoolAlertView alert, String name) {
            return new AlertJson(
                    alert.poolId,
                    name,
                    alert.raisedOn,
                    alert.raisedAt,
                    alert.value,
                    alert.threshold,
                    alert.clearedAt,
                    alert.clearedValue);
        }
    }
}
