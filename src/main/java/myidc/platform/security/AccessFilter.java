package myidc.platform.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Deny unless granted: an operation without a rule is closed to everybody. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class AccessFilter implements ContainerRequestFilter {
    private final ResourceInfo resource;
    private final CurrentCaller callers;

    AccessFilter(ResourceInfo resource, CurrentCaller callers) {
        this.resource = resource;
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Method method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        Annotation rule = ruleOf(method);
        if (rule == null) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "Nobody may call this operation");
        }
        switch (rule) {
            case Open open -> {}
            case SignedIn signedIn -> callers.get();
            case Staff staff -> allowStaff(callers.get(), staff);
            case TenantScope scope -> allowTenant(callers.get(), scope);
            default -> throw new IllegalStateException("Unknown rule " + rule);
        }
    }

    /** The rule of an operation, the method's own before its class's; null when there is none. */
    public static @Nullable Annotation ruleOf(Method method) {
        for (Class<? extends Annotation> kind :
                Arrays.asList(Open.class, SignedIn.class, Staff.class, TenantScope.class)) {
            Annotation rule = method.getAnnotation(kind);
            if (rule != null) {
                return rule;
            }
        }
        for (Class<? extends Annotation> kind :
                Arrays.asList(Open.class, SignedIn.class, Staff.class, TenantScope.class)) {
            Annotation rule = method.getDeclaringClass().getAnnotation(kind);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    private static void allowStaff(Caller caller, Staff rule) {
        boolean agent = caller.role() == Role.PROGRAM && !rule.agents().isEmpty() && caller.mayUse(rule.agents());
        if (agent) {
            return;
        }
        if (!Arrays.asList(rule.value()).contains(caller.role())) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "This operation is for " + Arrays.toString(rule.value()));
        }
    }

    private static void allowTenant(Caller caller, TenantScope rule) {
        if (caller.role() != Role.TENANT) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "This operation is for a tenant's users");
        }
        for (String scope : rule.value()) {
            if (!caller.mayUse(scope)) {
                throw Refused.because(
                        CommonRefusal.UNAUTHENTICATED, "Your OAuth token is not authorized to use this endpoint.");
            }
        }
    }
}
