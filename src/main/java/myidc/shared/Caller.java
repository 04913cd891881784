package myidc.shared;

import java.util.Set;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tenant the caller's tenant; null for staff and programs
 * @param scopes granted scopes in the form {@code linodes:read_write}, or {@code *}
 * @param restricted true for a tenant's user who has only what grants give
 * @param source the address the request came from, or the program's own name
 */
public record Caller(
        Role role,
        @Nullable PersonId person,
        @Nullable TenantId tenant,
        String name,
        Set<String> scopes,
        boolean restricted,
        String source) {

    public static Caller program(String name) {
        return new Caller(Role.PROGRAM, null, null, name, Set.of("*"), false, name);
    }

    /** How the caller is written on events: a key, never a name, so that nothing personal is stored there. */
    public String who() {
        PersonId known = person;
        return known == null ? "program:" + name : known.text();
    }

    public boolean isStaff() {
        return role == Role.OPERATOR || role == Role.FINANCE || role == Role.AUDITOR;
    }

    /** The caller's tenant; a caller without one sees no tenant's things. */
    public TenantId ownTenant() {
        TenantId own = tenant;
        if (own == null) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "This operation is for a tenant's users");
        }
        return own;
    }

    /** Whether a needed scope, such as {@code linodes:read_only}, is covered; read_write covers read_only. */
    public boolean mayUse(String needed) {
        if (scopes.contains("*") || scopes.contains(needed)) {
            return true;
        }
        return needed.endsWith(":read_only") && scopes.contains(needed.replace(":read_only", ":read_write"));
    }
}
