package myidc.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a body is left out that has nothing it must say, it is taken for an empty object: clients leave it out. */
@Provider
@Priority(Priorities.AUTHORIZATION + 90)
public final class NoBodyFilter implements ContainerRequestFilter {
    private static final Set<String> WITH_BODIES = Set.of("POST", "PUT", "PATCH");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final ResourceInfo resource;

    NoBodyFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String length = context.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        boolean absent = (length == null || length.equals("0")) && context.getHeaderString("Transfer-Encoding") == null;
        if (absent && WITH_BODIES.contains(context.getMethod()) && takesJson(context.getMediaType())) {
            context.setEntityStream(new ByteArrayInputStream(NOTHING));
        }
    }

    private boolean takesJson(@Nullable MediaType sent) {
        Method method = resource.getResourceMethod();
        return (sent == null || sent.getSubtype().endsWith("json"))
                && method != null
                && Stream.of(method, method.getDeclaringClass())
                        .map(each -> each.getAnnotation(Consumes.class))
                        .filter(Objects::nonNull)
                        .allMatch(consumes -> consumes.value()[0].endsWith("json"));
    }
}
