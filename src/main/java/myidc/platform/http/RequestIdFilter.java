package myidc.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import myidc.platform.security.RequestCaller;
import org.jboss.logging.MDC;

/** Every log line and fact carries the id that {@link RequestIds} gave the request, as its answer does. */
@Provider
@PreMatching
public final class RequestIdFilter implements ContainerRequestFilter {
    public static final String HEADER = "X-Request-Id";

    private final RequestCaller request;

    RequestIdFilter(RequestCaller request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String id = context.getHeaderString(HEADER);
        if (id != null) {
            request.hasId(id);
            MDC.put("requestId", id);
        }
    }
}
