package myidc.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A body that says it is too large is refused before it is read, in words: the server by itself would say a number alone. */
@Singleton
final class LargeBody {
    private static final int BEFORE_ROUTES = 60;
    private static final int STATUS = 413;
    private static final String CODE = "common.HTTP_" + STATUS;

    private final long bytesMax;

    LargeBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
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
        String said = "The body has " + length + " bytes; at most " + bytesMax + " are taken";
        boolean tenant = call.normalizedPath().matches("/v4(beta)?/.*");
        JsonObject body = tenant
                ? new JsonObject()
                        .put(
                                "errors",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("reason", said)
                                                .put("code", CODE)))
                : new JsonObject()
                        .put("type", "/problems/common/http-" + STATUS)
                        .put("title", "http " + STATUS)
                        .put("status", STATUS)
                        .put("detail", said)
                        .put("code", CODE)
                        .put("field", "body");
        call.response()
                .setStatusCode(STATUS)
                .putHeader(HttpHeaders.CONTENT_TYPE, tenant ? "application/json" : "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(body.encode())
                .onComplete(sent -> call.request().connection().close());
    }
}
