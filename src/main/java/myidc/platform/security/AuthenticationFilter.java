package myidc.platform.security;

import io.quarkus.arc.All;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import myidc.platform.security.CallerSource.Known;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** From bearer token or session cookie to the caller. A credential that is sent and not known is refused, not ignored. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {
    public static final String SESSION_COOKIE = "myidc_session";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final CallerSource source;
    private final List<AgentSource> agents;
    private final CountedCalls counted;
    private final RequestCaller request;
    private final HttpServerRequest http;
    private final ResourceInfo resource;

    AuthenticationFilter(Sources sources, RequestCaller request, HttpServerRequest http, ResourceInfo resource) {
        this.source = sources.people();
        this.agents = sources.agents();
        this.counted = sources.counted();
        this.request = request;
        this.http = http;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Method method = resource.getResourceMethod();
        if (method != null && method.isAnnotationPresent(OwnCredentials.class)) {
            return;
        }
        String from =
                http.remoteAddress() == null ? "unknown" : http.remoteAddress().hostAddress();
        String authorization = context.getHeaderString("Authorization");
        if (authorization != null) {
            String[] parts = authorization.strip().split(" +", 2);
            if (parts.length != 2 || !"Bearer".equalsIgnoreCase(parts[0])) {
                throw Refused.because(CommonRefusal.UNAUTHENTICATED, "Invalid Token");
            }
            Optional<Known> known = parts[1].startsWith(AgentSource.PREFIX)
                    ? agents.stream()
                            .flatMap(each -> each.byAgentToken(parts[1], from).stream())
                            .findFirst()
                            .map(agent -> new Known(agent, null))
                    : source.byToken(parts[1], from, counted.window(context, authorization));
            request.is(known.orElseThrow(() -> Refused.because(CommonRefusal.UNAUTHENTICATED, "Invalid Token")));
            return;
        }
        Cookie cookie = context.getCookies().get(SESSION_COOKIE);
        if (cookie == null) {
            return;
        }
        Optional<Caller> caller = source.bySession(cookie.getValue(), from);
        if (caller.isPresent()) {
            boolean ours = "myidc".equals(context.getHeaderString("X-Requested-With"));
            if (!SAFE_METHODS.contains(context.getMethod()) && !ours) {
                throw Refused.because(
                        CommonRefusal.FORBIDDEN, "A change by session cookie needs the header X-Requested-With: myidc");
            }
            request.is(caller.get());
        }
    }

    /** Who is asked about credentials. */
    @Singleton
    record Sources(CallerSource people, @All List<AgentSource> agents, CountedCalls counted) {}
}
