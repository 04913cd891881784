package myidc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The portal's API as the first operator, over loopback on connections that are kept. */
final class BenchApi {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The bytes of an answer that is a success. */
    byte[] get(String path) {
        return send(request(path).GET().build());
    }

    byte[] post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Posts and reads the number of what was made. */
    long make(String path, String body) {
        return read(path, body).path("id").asLong();
    }

    JsonNode read(String path, String body) {
        return read(post(path, body));
    }

    /** The same portal as somebody else. */
    BenchApi as(String other) {
        return new BenchApi(base, other);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + answer.statusCode() + " " + text(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String text(byte @Nullable [] body) {
        return body == null ? "" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
}
