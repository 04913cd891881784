package myidc.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import myidc.platform.security.RequestCaller;
import org.jboss.logging.MDC;

/** Every answer and log line carries the id that {@link RequestIds} gave the request. */
@Provider
@PreMatching
public final class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
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

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        String id = request.requestId();
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
