package myidc.api.portal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.api.MeterPointJson;
import myidc.api.SeriesJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.metering.MeteringRefusal;
import myidc.metering.read.MeterPoints;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What is measured of a tenant's own. */
@Path("/portal/v1/usage")
@TenantScope("account:read_only")
public final class UsageResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final MeterPoints points;
    private final SeriesJson.Reading series;

    UsageResource(CurrentCaller callers, GrantGuard guard, MeterPoints points, SeriesJson.Reading series) {
        this.callers = callers;
        this.guard = guard;
        this.points = points;
        this.series = series;
    }

    @GET
    @Path("/meter-points")
    public Page<MeterPointJson> list(@BeanParam PageQuery page) {
        return points.list(tenant(), page.ask()).map(MeterPointJson::of);
    }

    @GET
    @Path("/meter-points/{id}/series")
    public SeriesJson series(@PathParam("id") long id, @QueryParam("month") @Nullable String month) {
        MeterPointRow point = points.find(new MeterPointId(id))
                .filter(found -> found.tenantId().equals(tenant()))
                .orElseThrow(
                        () -> Refused.because(MeteringRefusal.METER_POINT_NOT_FOUND, "There is no meter point " + id));
        return series.of(point, month);
    }

    private TenantId tenant() {
        TenantId own = callers.get().ownTenant();
        guard.mayReadAccount();
        return own;
    }
}
