package myidc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives every request an id before anything can answer it: preflights and refusals of the server have one too. */
@Singleton
final class RequestIds {
    /** Before CORS, which answers preflights at 300. */
    private static final int BEFORE_ALL = 400;

    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    void register(@Observes Filters filters) {
        filters.register(RequestIds::give, BEFORE_ALL);
    }

    private static void give(RoutingContext call) {
        String sent = call.request().getHeader(RequestIdFilter.HEADER);
        String id = sent != null && OURS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        call.request().headers().set(RequestIdFilter.HEADER, id);
        call.response().putHeader(RequestIdFilter.HEADER, id);
        call.next();
    }
}
