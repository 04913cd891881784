package myidc.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A path or headers that are too long are refused in words: the server by itself would say a number alone. */
@Singleton
final class LargeHead {
    private static final int BEFORE_ROUTES = 70;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final long bytesMax;

    LargeHead(@ConfigProperty(name = "myidc.http.head-max") MemorySize most) {
        bytesMax = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, BEFORE_ROUTES);
    }

    private void read(RoutingContext call) {
        int path = call.request().uri().length();
        if (path > bytesMax) {
            HeadRefusal.answer(
                    call, URI_TOO_LONG, "path", "The path has " + path + " bytes; at most " + bytesMax + " are taken");
            return;
        }
        long headers = 0;
        String longest = "";
        int most = 0;
        for (Map.Entry<String, String> header : call.request().headers()) {
            int length = header.getKey().length() + header.getValue().length();
            headers += length;
            if (length > most) {
                most = length;
                longest = header.getKey();
            }
        }
        if (headers > bytesMax) {
            HeadRefusal.answer(
                    call,
                    HEADERS_TOO_LARGE,
                    longest,
                    "The headers have " + headers + " bytes, most of them " + longest + "; at most " + bytesMax
                            + " are taken");
            return;
        }
        call.next();
    }
}
