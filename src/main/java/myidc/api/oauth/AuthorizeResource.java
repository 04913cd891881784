package myidc.api.oauth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import myidc.api.auth.SessionCookies;
import myidc.api.oauth.AuthorizationRequest.Asked;
import myidc.api.oauth.AuthorizationRequest.Decided;
import myidc.api.oauth.AuthorizationRequest.Reading;
import myidc.api.oauth.AuthorizationRequest.Sent;
import myidc.api.oauth.ConsentPage.Words;
import myidc.platform.security.AuthenticationFilter;
import myidc.platform.security.CallerSource;
import myidc.platform.security.Open;
import myidc.platform.security.OwnCredentials;
import myidc.shared.Caller;
import myidc.shared.Refusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.OauthCodes;
import myidc.tenancy.OauthCodes.Consent;
import myidc.tenancy.Secrets;
import myidc.tenancy.Sessions;
import myidc.tenancy.SignIn;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.read.OauthClients;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Where a client sends a person to consent. Nobody is sent back before they have pressed a button here. Forms carry a
 * proof made of the session's secret, so that no other page can press it for them.
 */
@Path("/oauth/authorize")
@Produces(MediaType.TEXT_HTML)
public final class AuthorizeResource {
    private final OauthClients clients;
    private final OauthCodes codes;
    private final Sessions sessions;
    private final SignIn signIn;
    private final CallerSource callers;
    private final People people;
    private final Tenants tenants;
    private final ConsentPage pages;

    AuthorizeResource(
            OauthClients clients,
            OauthCodes codes,
            Sessions sessions,
            SignIn signIn,
            CallerSource callers,
            People people,
            Tenants tenants,
            ConsentPage pages) {
        this.clients = clients;
        this.codes = codes;
        this.sessions = sessions;
        this.signIn = signIn;
        this.callers = callers;
        this.people = people;
        this.tenants = tenants;
        this.pages = pages;
    }

    @GET
    @Open
    @OwnCredentials
    public Response ask(
            @BeanParam Asked sent,
            @CookieParam(AuthenticationFilter.SESSION_COOKIE) @Nullable String session,
            @HeaderParam("Accept-Language") @Nullable String language) {
        Words words = pages.in(language);
        Reading reading = AuthorizationRequest.read(sent, clients::byKey);
        AuthorizationRequest request = reading.request();
        return request == null
                ? refused(words, String.valueOf(reading.wrong()))
                : askWhoIsThere(words, request, sent, session);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @OwnCredentials
    public Response answer(
            @BeanParam Decided sent,
            @CookieParam(AuthenticationFilter.SESSION_COOKIE) @Nullable String session,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context HttpServerRequest http) {
        Words words = pages.in(language);
        Reading reading = AuthorizationRequest.read(sent, clients::byKey);
        AuthorizationRequest request = reading.request();
        if (request == null) {
            return refused(words, String.valueOf(reading.wrong()));
        }
        if ("sign-in".equals(sent.deed())) {
            return signIn(words, request, sent, http);
        }
        Optional<PersonView> person = user(session);
        if (person.isEmpty() || !proven(sent.proof(), session, request)) {
            return askWhoIsThere(words, request, sent, session);
        }
        if (!"allow".equals(sent.deed())) {
            return Response.seeOther(request.back("error", "access_denied")).build();
        }
        String code = codes.make(new Consent(
                request.client().clientId(),
                person.get().personId(),
                request.scopes(),
                request.redirectUri(),
                request.challenge()));
        return Response.seeOther(request.back("code", code)).build();
    }

    private Response signIn(Words words, AuthorizationRequest request, Decided sent, HttpServerRequest http) {
        String username = sent.username() == null ? "" : sent.username();
        String password = sent.password() == null ? "" : sent.password();
        try {
            PersonView person = signIn.signIn(username, password, sent.code(), SessionCookies.addressOf(http));
            if (person.role != Role.TENANT) {
                return ConsentPage.answer(403, words.signIn(request, sent, "staff"), "'self'")
                        .build();
            }
            String session = sessions.open(person.personId());
            NewCookie cookie = SessionCookies.holding(session, http);
            return consent(words, request, sent, person, session).cookie(cookie).build();
        } catch (Refused refused) {
            boolean often = refused.refusal().kind() == Refusal.Kind.TOO_MANY;
            return ConsentPage.answer(often ? 429 : 401, words.signIn(request, sent, problemOf(refused)), "'self'")
                    .build();
        }
    }

    private static String problemOf(Refused refused) {
        return switch (refused.refusal()) {
            case TenancyRefusal.TOO_MANY_ATTEMPTS -> "often";
            case TenancyRefusal.SIGN_IN_ELSEWHERE -> "elsewhere";
            case TenancyRefusal.SECOND_FACTOR_NEEDED -> ConsentPage.CODE_NEEDED;
            case TenancyRefusal.SECOND_FACTOR_REFUSED -> ConsentPage.CODE_WRONG;
            default -> "wrong";
        };
    }

    private Response askWhoIsThere(Words words, AuthorizationRequest request, Sent sent, @Nullable String session) {
        Optional<PersonView> person = user(session);
        return person.isEmpty() || session == null
                ? ConsentPage.answer(200, words.signIn(request, sent, null), "'self'")
                        .build()
                : consent(words, request, sent, person.get(), session).build();
    }

    private Response.ResponseBuilder consent(
            Words words, AuthorizationRequest request, Sent sent, PersonView person, String session) {
        String tenant = people.find(person.personId())
                .flatMap(known -> Optional.ofNullable(known.tenantId))
                .flatMap(id -> tenants.find(new TenantId(id)))
                .map(known -> known.name)
                .orElse("");
        ConsentPage.Asker asker = new ConsentPage.Asker(person.username, tenant, proof(session, request));
        URI back = URI.create(request.redirectUri());
        return ConsentPage.answer(
                200, words.consent(request, sent, asker), "'self' " + back.getScheme() + "://" + back.getAuthority());
    }

    /** The tenant's user whose session it is; staff have nothing that a client could act on. */
    private Optional<PersonView> user(@Nullable String session) {
        return Optional.ofNullable(session)
                .flatMap(secret -> callers.bySession(secret, "consent"))
                .filter(caller -> caller.role() == Role.TENANT)
                .map(Caller::person)
                .flatMap(person -> people.find(new PersonId(person.value())));
    }

    private static String proof(String session, AuthorizationRequest request) {
        return Secrets.hash("consent " + request.client().key + " " + session);
    }

    private static boolean proven(@Nullable String sent, @Nullable String session, AuthorizationRequest request) {
        return sent != null
                && session != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        proof(session, request).getBytes(StandardCharsets.UTF_8));
    }

    private static Response refused(Words words, String parameter) {
        return ConsentPage.answer(400, words.refused(parameter), "'none'").build();
    }
}
