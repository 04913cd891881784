package myidc.api.tenant.wire;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;

/** Whether a request came by the tenants' door, and which operation it means. */
final class TenantDoor {
    private static final Pattern PREFIX = Pattern.compile("/?v4(beta)?(?=/|$)");

    private TenantDoor() {}

    static boolean leadsTo(ContainerRequestContext context) {
        return PREFIX.matcher(context.getUriInfo().getPath()).lookingAt();
    }

    /** The path below the version, such as {@code /linode/instances}. */
    static String operation(ContainerRequestContext context) {
        return PREFIX.matcher(context.getUriInfo().getPath()).replaceFirst("");
    }
}
