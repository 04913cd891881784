package myidc.api.oauth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import myidc.api.auth.SessionCookies;
import myidc.platform.security.AuthenticationFilter;
import myidc.platform.security.Open;
import myidc.platform.security.OwnCredentials;
import myidc.tenancy.Sessions;
import org.jspecify.annotations.Nullable;

/** Where a client sends a person to sign out; a page of another site cannot, because it cannot send the cookie. */
@Path("/logout")
@Produces(MediaType.TEXT_HTML)
public final class LogoutResource {
    private final Sessions sessions;
    private final ConsentPage pages;

    LogoutResource(Sessions sessions, ConsentPage pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    @GET
    @Open
    @OwnCredentials
    public Response end(
            @CookieParam(AuthenticationFilter.SESSION_COOKIE) @Nullable String session,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context HttpServerRequest http) {
        if (session != null) {
            sessions.end(session);
        }
        return ConsentPage.answer(200, pages.in(language).signedOut(), "'self'")
                .cookie(SessionCookies.none(http))
                .build();
    }
}
