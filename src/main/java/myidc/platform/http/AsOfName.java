package myidc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Whoever writes {@code as_of}, as Linode's API would, means {@code asOf}; a request that has both means the latter. */
@Singleton
final class AsOfName {
    private static final int BEFORE_ROUTES = 50;
    private static final String OURS = "asOf";
    private static final String SNAKE = "as_of";

    void register(@Observes Filters filters) {
        filters.register(AsOfName::read, BEFORE_ROUTES);
    }

    private static void read(RoutingContext call) {
        String query = call.request().query();
        if (query != null && query.contains(SNAKE)) {
            MultiMap asked = call.queryParams();
            String instant = asked.get(SNAKE);
            if (instant != null && !asked.contains(OURS)) {
                asked.add(OURS, instant);
            }
        }
        call.next();
    }
}
