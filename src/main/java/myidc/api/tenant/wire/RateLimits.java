package myidc.api.tenant.wire;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import myidc.platform.security.CallWindows;
import myidc.platform.security.CallWindows.Counted;
import myidc.platform.security.CallWindows.Window;
import myidc.platform.security.CountedCalls;
import myidc.platform.security.RequestCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Limits calls per token, or per person for sessions and per address for callers unknown. */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public final class RateLimits implements ContainerRequestFilter, CountedCalls {
    private static final String STATE = RateLimits.class.getName();
    private static final String KIND = RateClass.class.getName();
    private final CallWindows windows;
    private final RequestCaller request;
    private final ResourceInfo resource;
    private final HttpServerRequest http;
    private final int times;

    RateLimits(
            CallWindows windows,
            RequestCaller request,
            ResourceInfo resource,
            HttpServerRequest http,
            @ConfigProperty(name = "myidc.rate-limit.times", defaultValue = "1") int times) {
        this.windows = windows;
        this.request = request;
        this.resource = resource;
        this.http = http;
        this.times = times;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (TenantDoor.leadsTo(context)) {
            State state = counted(context);
            if (state != null && state.used() > state.limit()) {
                throw Refused.later(CommonRefusal.TOO_MANY_REQUESTS, "Too many requests", state.secondsLeft());
            }
        }
    }

    /** Where the caller stands, this call counted once; null when limits are switched off. */
    @Nullable
    State counted(ContainerRequestContext context) {
        if (times < 1 || context.getProperty(STATE) instanceof State) {
            return (State) context.getProperty(STATE);
        }
        RateClass kind = kind(context);
        Counted counted = request.counted();
        if (counted == null) {
            counted = windows.count(new Window(who(context), kind.name(), kind.seconds()));
        }
        State state = new State(Math.multiplyExact(kind.calls(), times), counted);
        context.setProperty(STATE, state);
        return state;
    }

    @Override
    public @Nullable Window window(ContainerRequestContext context, String authorization) {
        if (times < 1 || !TenantDoor.leadsTo(context)) {
            return null;
        }
        RateClass kind = kind(context);
        return new Window(Secrets.hash(authorization), kind.name(), kind.seconds());
    }

    private RateClass kind(ContainerRequestContext context) {
        if (context.getProperty(KIND) instanceof RateClass known) {
            return known;
        }
        Method method = resource.getResourceMethod();
        boolean listed = method != null && method.getReturnType() == Listed.class;
        RateClass ofTokens = RateClass.of(context.getMethod(), TenantDoor.operation(context), listed);
        boolean inBrowser = context.getHeaderString("Authorization") == null && request.caller() != null;
        RateClass kind = inBrowser ? ofTokens.inBrowsers() : ofTokens;
        context.setProperty(KIND, kind);
        return kind;
    }

    /** Tokens that are known are counted under their hash; a person's browsers together; all else by address. */
    private String who(ContainerRequestContext context) {
        String authorization = context.getHeaderString("Authorization");
        Caller caller = request.caller();
        if (authorization != null && caller != null) {
            return Secrets.hash(authorization);
        }
        return caller != null
                ? caller.who()
                : Secrets.hash(
                        http.remoteAddress() == null ? "" : http.remoteAddress().hostAddress());
    }

    @Scheduled(every = "10m", delayed = "10m")
    void forget() {
        windows.forget();
    }

    /** Where a caller stands in the window of a call. */
    record State(int limit, Counted counted) {
        int used() {
            return counted.used();
        }

        long resetEpochSecond() {
            return counted.resetEpochSecond();
        }

        int secondsLeft() {
            return counted.secondsLeft();
        }

        int remaining() {
            return Math.max(0, limit - used());
        }
    }
}
