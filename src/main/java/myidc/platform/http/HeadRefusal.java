package myidc.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A no before any operation is reached, in the words of the contract that was called; the connection ends with it. */
final class HeadRefusal {
    private HeadRefusal() {}

    static void answer(RoutingContext call, int status, String field, String said) {
        String code = "common.HTTP_" + status;
        boolean tenant = call.normalizedPath().matches("/v4(beta)?(/.*)?");
        JsonObject body = tenant
                ? new JsonObject()
                        .put(
                                "errors",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("reason", said)
                                                .put("code", code)))
                : new JsonObject()
                        .put("type", "/problems/common/http-" + status)
                        .put("title", "http " + status)
                        .put("status", status)
                        .put("detail", said)
                        .put("code", code)
                        .put("field", field);
        call.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, tenant ? "application/json" : "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(body.encode())
                .onComplete(sent -> call.request().connection().close());
    }
}
