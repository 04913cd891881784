package myidc.api.tenant.account;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.security.TenantScope;

/** The account's payments: none, as the portal takes none yet. */
@Path("/{api:v4|v4beta}/account/payments")
@TenantScope("account:read_only")
public final class PaymentsResource {
    private final GrantGuard guard;

    PaymentsResource(GrantGuard guard) {
        this.guard = guard;
    }

    @GET
    public Listed<Object> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return new Attributes<Object>().page(List.of(), query, payment -> payment);
    }
}
