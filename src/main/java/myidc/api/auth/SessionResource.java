package myidc.api.auth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import myidc.platform.security.AuthenticationFilter;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Open;
import myidc.platform.security.SignedIn;
import myidc.shared.Check;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.Sessions;
import myidc.tenancy.SignIn;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.TenantView;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** The session of the browser that asks. */
@Path("/auth/session")
public final class SessionResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentCaller callers;
    private final People people;
    private final Tenants tenants;

    SessionResource(SignIn signIn, Sessions sessions, CurrentCaller callers, People people, Tenants tenants) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.callers = callers;
        this.people = people;
        this.tenants = tenants;
    }

    @GET
    @SignedIn
    public SessionJson current() {
        PersonId person = Check.present("person", callers.get().person());
        return json(people.find(person).orElseThrow());
    }

    @POST
    @Open
    public Response open(Attempt body, @jakarta.ws.rs.core.Context HttpServerRequest http) {
        String address = SessionCookies.addressOf(http);
        PersonView person = signIn.signIn(
                Check.text("username", body.username(), 200),
                Check.present("password", body.password()),
                body.code(),
                address);
        NewCookie cookie = SessionCookies.holding(sessions.open(person.personId()), http);
        return Response.ok(json(person)).cookie(cookie).build();
    }

    @DELETE
    @Open
    public Response end(
            @CookieParam(AuthenticationFilter.SESSION_COOKIE) @Nullable String session,
            @jakarta.ws.rs.core.Context HttpServerRequest http) {
        if (session != null) {
            sessions.end(session);
        }
        return Response.ok(java.util.Map.of()).cookie(SessionCookies.none(http)).build();
    }

    private SessionJson json(PersonView person) {
        Long tenant = person.tenantId;
        TenantView own =
                tenant == null ? null : tenants.find(new TenantId(tenant)).orElseThrow();
        return new SessionJson(new PersonJson(
                person.id,
                person.username,
                person.displayName == null ? person.username : person.displayName,
                person.role,
                tenant,
                own == null ? null : own.name,
                own != null && own.suspended,
                person.restricted,
                person.secondFactor,
                person.language,
                person.timeZone));
    }

    /**
     * Who wants in, and their proof.
     *
     * @param code of the second factor, or the scratch code; asked for where the person has one
     */
    public record Attempt(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Attempt";
        }
    }

    /** Whose session it is. */
    public record SessionJson(PersonJson person) {}

    /** The person signed in, with what the screens need to know of them. */
    public record PersonJson(
            long id,
            String username,
            String displayName,
            Role role,
            @Nullable Long tenantId,
            @Nullable String tenantName,
            boolean suspended,
            boolean restricted,
            boolean secondFactor,
            @Nullable String language,
            @Nullable String timeZone) {}
}
