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
import myidc.platform.db.Sql;
import myidc.platform.security.RequestCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls per token, or per person for sessions and per address for callers unknown, in windows that PostgreSQL
 * keeps for all portals together, in a table that is not worth a write to its log. Time is PostgreSQL's own, because a
 * client's patience does not follow the book's clock.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public final class RateLimits implements ContainerRequestFilter {
    private static final String STATE = RateLimits.class.getName();
    private final Sql sql;
    private final RequestCaller request;
    private final ResourceInfo resource;
    private final HttpServerRequest http;
    private final int times;

    RateLimits(
            Sql sql,
            RequestCaller request,
            ResourceInfo resource,
            HttpServerRequest http,
            @ConfigProperty(name = "myidc.rate-limit.times", defaultValue = "1") int times) {
        this.sql = sql;
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
        Method method = resource.getResourceMethod();
        boolean listed = method != null && method.getReturnType() == Listed.class;
        State state = count(who(context), RateClass.of(context.getMethod(), TenantDoor.operation(context), listed));
        context.setProperty(STATE, state);
        return state;
    }

    private State count(String who, RateClass kind) {
        String live = "rate_window.began > now() - make_interval(secs => " + kind.seconds() + ")";
        int limit = Math.multiplyExact(kind.calls(), times);
        return sql.row(
                        "insert into rate_window (who, what, began, used) values (?, ?, now(), 1)"
                                + " on conflict (who, what) do update set used = case when " + live
                                + " then rate_window.used + 1 else 1 end, began = case when " + live
                                + " then rate_window.began else now() end returning used,"
                                + " ceil(extract(epoch from began) + " + kind.seconds() + ")::bigint as reset,"
                                + " greatest(1, ceil(extract(epoch from began - now()) + " + kind.seconds()
                                + "))::int as seconds_left",
                        row -> new State(limit, row.getInt("used"), row.getLong("reset"), row.getInt("seconds_left")),
                        who,
                        kind.name())
                .orElseThrow();
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
        sql.change("delete from rate_window where began < now() - interval '10 minutes'");
    }

    /**
     * A window.
     *
     * @param used calls in it, this one included
     * @param resetEpochSecond when it ends
     */
    record State(int limit, int used, long resetEpochSecond, int secondsLeft) {
        int remaining() {
            return Math.max(0, limit - used);
        }
    }
}
