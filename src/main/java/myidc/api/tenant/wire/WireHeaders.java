package myidc.api.tenant.wire;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import myidc.platform.security.AccessFilter;
import myidc.platform.security.RequestCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Caller;

/** Headers that every answer of the tenants' contract carries: scopes held and needed, limits, no caching. */
@Provider
public final class WireHeaders implements ContainerResponseFilter {
    /** The version of Linode's published specification that answers are written to. */
    private static final String SPEC_VERSION = "4.208.1";

    private final RequestCaller request;
    private final ResourceInfo resource;
    private final RateLimits rates;

    WireHeaders(RequestCaller request, ResourceInfo resource, RateLimits rates) {
        this.rates = rates;
        this.request = request;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        if (!TenantDoor.leadsTo(context)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Caller caller = request.caller();
        if (caller != null) {
            headers.putSingle("X-OAuth-Scopes", String.join(" ", new TreeSet<>(caller.scopes())));
        } else if (context.getHeaderString("Authorization") != null) {
            headers.putSingle("X-OAuth-Scopes", "unknown");
        }
        Method method = resource.getResourceMethod();
        if (method != null && AccessFilter.ruleOf(method) instanceof TenantScope scope) {
            List<String> needed = List.of(scope.value());
            headers.putSingle("X-Accepted-OAuth-Scopes", needed.isEmpty() ? "*" : String.join(",", needed));
        }
        headers.putSingle("X-Spec-Version", SPEC_VERSION);
        headers.putSingle("Vary", "Authorization, X-Filter");
        if (!headers.containsKey("Cache-Control")) {
            headers.putSingle("Cache-Control", "private, max-age=0, no-store");
        }
        RateLimits.State state = rates.counted(context);
        if (state != null) {
            headers.putSingle("X-RateLimit-Limit", state.limit());
            headers.putSingle("X-RateLimit-Remaining", state.remaining());
            headers.putSingle("X-RateLimit-Reset", state.resetEpochSecond());
        }
    }
}
