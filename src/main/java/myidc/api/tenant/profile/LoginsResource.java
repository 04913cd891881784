package myidc.api.tenant.profile;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.LoginJson;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.read.Logins;

/** Attempts to sign in as the caller, newest first. */
@Path("/{api:v4|v4beta}/profile/logins")
@TenantScope("account:read_only")
public final class LoginsResource {
    private final Whoami whoami;
    private final Logins logins;

    LoginsResource(Whoami whoami, Logins logins) {
        this.whoami = whoami;
        this.logins = logins;
    }

    @GET
    public Listed<LoginJson> list(@BeanParam ListQuery query) {
        HqlFilter filter = HqlFilter.of(
                LoginJson.ATTRIBUTES,
                query.wanted(),
                "id desc",
                whoami.personId().value());
        String name = whoami.person().username;
        return Listed.of(
                logins.page("personId = ?1 and " + filter.where(), filter.orderBy(), query.ask(), filter.parameters()),
                login -> LoginJson.of(login, name));
    }

    @GET
    @Path("/{id}")
    public LoginJson one(@PathParam("id") long id) {
        return logins.find(id)
                .filter(login -> login.personId == whoami.personId().value())
                .map(login -> LoginJson.of(login, whoami.person().username))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }
}
