package myidc.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks to the portal over HTTP, on connections that are kept, with a bounded number of requests at once. */
final class PortalClient implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final int TRIES_MAX = 6;
    private static final int PAGE_SIZE = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final URI base;
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService senders;
    private final HttpClient http;

    PortalClient(URI base, int atOnce) {
        this.base = base;
        this.senders = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("demo-", 1).factory());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    URI base() {
        return base;
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    /** A success's body; anything else ends the demonstration. */
    JsonNode get(String path, String token) {
        return send(new Call("GET", path, token, null, null)).orFail();
    }

    JsonNode post(String path, String token, ObjectNode body) {
        return send(new Call("POST", path, token, body, null)).orFail();
    }

    /** Posts bytes as they are. */
    Answer postBytes(String path, String token, byte[] content) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(new Call("POST", path, token, null, null), response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("POST " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    JsonNode put(String path, String token, ObjectNode body) {
        return send(new Call("PUT", path, token, body, null)).orFail();
    }

    /** All pages of a list. */
    List<JsonNode> list(String path, String token) {
        List<JsonNode> rows = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        for (int page = 1; ; page++) {
            JsonNode answer = get(path + separator + "page=" + page + "&pageSize=" + PAGE_SIZE, token);
            answer.path("data").forEach(rows::add);
            if (page >= answer.path("pages").asInt(1)) {
                return rows;
            }
        }
    }

    /** The lines of a text, as they arrive. */
    Stream<String> lines(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new DemoFailed("GET " + path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    /** Does all of it, so many at once as there may be; the first failure is the whole's. */
    <R> List<R> all(List<? extends Callable<R>> work) {
        try {
            List<R> results = new ArrayList<>(work.size());
            for (Future<R> one : senders.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new DemoFailed(String.valueOf(e.getCause()));
        }
    }

    /**
     * Sends a request. When the portal is busy or the connection breaks it is sent again a few times: a create with its
     * idempotency key, so that nothing is made twice.
     */
    Answer send(Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = http.send(request(call), HttpResponse.BodyHandlers.ofString());
                int status = response.statusCode();
                if (attempt == TRIES_MAX || (status != TOO_MANY_REQUESTS && status != UNAVAILABLE)) {
                    return new Answer(call, status, read(response.body()));
                }
                long pauseS = response.headers().firstValueAsLong("Retry-After").orElse(0);
                pause(pauseS > 0 ? 1_000 * pauseS : 50L << attempt);
            } catch (IOException e) {
                boolean again = !"POST".equals(call.method()) || call.idempotencyKey() != null;
                if (attempt == TRIES_MAX || !again) {
                    throw new UncheckedIOException(call.method() + " " + call.path() + ": " + e, e);
                }
                pause(50L << attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailed("interrupted");
            }
        }
    }

    private HttpRequest request(Call call) {
        ObjectNode body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.path()))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + call.token())
                .method(
                        call.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        String key = call.idempotencyKey();
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    private JsonNode read(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException e) {
            return json.getNodeFactory().textNode(text);
        }
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        http.shutdownNow();
    }

    /** A request. */
    record Call(
            String method,
            String path,
            String token,
            @Nullable ObjectNode body,
            @Nullable String idempotencyKey) {}

    /** What came back. */
    record Answer(Call call, int status, JsonNode body) {
        boolean fine() {
            return status >= 200 && status < 300;
        }

        /** The portal understood and said no. */
        boolean refused() {
            return status >= 400 && status < 500;
        }

        JsonNode orFail() {
            if (!fine()) {
                throw new DemoFailed(call.method() + " " + call.path() + " answered " + status + ": " + body);
            }
            return body;
        }
    }

    /** The demonstration cannot go on. */
    static final class DemoFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DemoFailed(String message) {
            super(message);
        }
    }
}
