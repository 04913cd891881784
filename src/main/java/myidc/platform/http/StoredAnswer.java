package myidc.platform.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Ends a call with the answer that the same request got before. */
final class StoredAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String json;

    StoredAnswer(String json) {
        super("Answered before", null, false, false);
        this.json = json;
    }

    Response response() {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header("Idempotent-Replay", "true")
                .build();
    }
}
