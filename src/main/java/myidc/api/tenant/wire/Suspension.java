package myidc.api.tenant.wire;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import myidc.platform.security.RequestCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.read.Tenants;

/** A suspended tenant may read, delete, pay and ask for help, and neither create nor change anything. */
@Provider
@Priority(Priorities.AUTHORIZATION + 50)
public final class Suspension implements ContainerRequestFilter {
    private static final Set<String> REFUSED = Set.of("POST", "PUT", "PATCH");
    private static final List<String> LEFT = List.of("/account/payments", "/support/tickets");
    private final RequestCaller request;
    private final Tenants tenants;

    Suspension(RequestCaller request, Tenants tenants) {
        this.request = request;
        this.tenants = tenants;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Caller caller = request.caller();
        if (caller == null
                || !REFUSED.contains(context.getMethod())
                || !TenantDoor.leadsTo(context)
                || LEFT.stream().anyMatch(TenantDoor.operation(context)::startsWith)) {
            return;
        }
        TenantId tenant = caller.tenant();
        if (tenant != null && tenants.suspended(tenant)) {
            throw Refused.because(
                    TenancyRefusal.TENANT_SUSPENDED,
                    "Your account is suspended: it may read and delete, and neither create nor change anything");
        }
    }
}
