package myidc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** A request without a body is taken for JSON, even where it says form: some clients of Linode's API call them all so. */
@Singleton
final class EmptyBody {
    private static final int BEFORE_ROUTES = 50;

    void register(@Observes Filters filters) {
        filters.register(EmptyBody::read, BEFORE_ROUTES);
    }

    private static void read(RoutingContext call) {
        HttpServerRequest request = call.request();
        MultiMap headers = request.headers();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean empty = (length == null || length.equals("0")) && !headers.contains("Transfer-Encoding");
        if (type != null && empty && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        call.next();
    }
}
