package myidc.api.tenant.wire;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import myidc.platform.security.RequestCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.read.PortalMaintenances;
import myidc.tenancy.read.PortalMaintenances.Span;

/** While the portal is worked on every answer says so, and, where staff chose it, tenants change nothing. */
@Provider
@Priority(Priorities.AUTHORIZATION + 40)
public final class MaintenanceMode implements ContainerRequestFilter, ContainerResponseFilter {
    public static final String HEADER = "X-Maintenance-Mode";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final RequestCaller request;
    private final PortalMaintenances maintenances;
    private final Clock clock;

    MaintenanceMode(RequestCaller request, PortalMaintenances maintenances, Clock clock) {
        this.request = request;
        this.maintenances = maintenances;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Caller caller = request.caller();
        if (caller == null
                || caller.tenant() == null
                || READS.contains(context.getMethod())
                || context.getUriInfo().getPath().matches("/?auth/.*")) {
            return;
        }
        Optional<Span> span = maintenances.running().filter(Span::readOnly);
        if (span.isPresent()) {
            long left = Duration.between(clock.instant(), span.get().until()).toSeconds();
            throw Refused.later(
                    TenancyRefusal.PORTAL_READ_ONLY,
                    "The portal is being worked on: until " + span.get().until() + " it is only read",
                    (int) Math.max(1, left));
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        maintenances
                .running()
                .ifPresent(span -> response.getHeaders().putSingle(HEADER, span.readOnly() ? "read-only" : "running"));
    }
}
