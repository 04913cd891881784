package myidc.api.tenant.wire;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import myidc.platform.db.Rehearsal;
import org.jspecify.annotations.Nullable;

/**
 * A change that the caller only wants to see comes with {@code Prefer: dry-run}: it is refused or answered as it would
 * be, and taken back. An operation that cannot be taken back is refused before it begins.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 80)
public final class DryRunFilter implements ContainerRequestFilter {
    static final String HEADER = "Prefer";
    static final String PREFERENCE = "dry-run";
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "DELETE");

    private final Rehearsal rehearsal;
    private final ResourceInfo resource;

    DryRunFilter(Rehearsal rehearsal, ResourceInfo resource) {
        this.rehearsal = rehearsal;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!CHANGES.contains(context.getMethod())
                || !TenantDoor.leadsTo(context)
                || !asks(context.getHeaderString(HEADER))) {
            return;
        }
        Method method = resource.getResourceMethod();
        if (method != null && takesAFile(method)) {
            throw rehearsal.unfit();
        }
        rehearsal.ask();
    }

    private static boolean takesAFile(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> Path.class.isAssignableFrom(type) || type == InputStream.class);
    }

    private static boolean asks(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split(",", -1))
                        .map(each -> each.split(";", 2)[0].strip())
                        .anyMatch(PREFERENCE::equalsIgnoreCase);
    }
}
