package myidc.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;
import myidc.platform.security.RequestCaller;
import org.jboss.logging.MDC;

/** Every request has an id, the caller's own or a new one; every answer and log line carries it. */
@Provider
@PreMatching
public final class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
    public static final String HEADER = "X-Request-Id";
    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final RequestCaller request;

    RequestIdFilter(RequestCaller request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String sent = context.getHeaderString(HEADER);
        String id = sent != null && OURS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.hasId(id);
        MDC.put("requestId", id);
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        String id = request.requestId();
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
