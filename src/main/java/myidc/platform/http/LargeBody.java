package myidc.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A body that says it is too large is refused before it is read, in words: the server by itself would say a number alone. */
@Singleton
final class LargeBody {
    private static final int BEFORE_ROUTES = 60;
    private static final int STATUS = 413;

    private final long bytesMax;

    LargeBody(@ConfigProperty(name = "myidc.http.body-max") MemorySize most) {
        bytesMax = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, BEFORE_ROUTES);
    }

    private void read(RoutingContext call) {
        String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || !length.matches("\\d{1,18}") || Long.parseLong(length) <= bytesMax) {
            call.next();
            return;
        }
        HeadRefusal.answer(
                call, STATUS, "body", "The body has " + length + " bytes; at most " + bytesMax + " are taken");
    }
}
