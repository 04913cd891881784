package myidc.driver.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import myidc.billing.NoticeSettings;
import myidc.billing.port.WebCaller;
import myidc.shared.Outward;
import org.jspecify.annotations.Nullable;

/**
 * Looks a name up once, refuses it when any of its addresses lies inward, and connects to the very address it looked at, so
 * that a name that changes its mind in between leads nowhere. Redirects are not followed, the body of an answer is not read,
 * and the whole call has a time limit.
 */
@Singleton
public final class PinnedWebCaller implements WebCaller {
    private final HttpClient client;
    private final Set<String> inwardHosts;
    private final long timeoutMs;

    PinnedWebCaller(Vertx vertx, NoticeSettings settings) {
        this.timeoutMs = settings.timeout().toMillis();
        this.inwardHosts = settings.inwardHosts().orElse(Set.of());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(16)
                .setMaxWaitQueueSize(256)
                .setMaxHeaderSize(16_384)
                .setConnectTimeout((int) timeoutMs));
    }

    @Override
    public Reply post(URI address, Map<String, String> headers, String body) {
        InetAddress target;
        try {
            target = outward(address.getHost());
        } catch (UnknownHostException e) {
            return new Reply(0, "UNKNOWN_HOST");
        }
        if (target == null) {
            return new Reply(0, "POINTS_INWARD");
        }
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() == -1 ? secure ? 443 : 80 : address.getPort();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, target.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setURI(path(address));
        headers.forEach(options::putHeader);
        return call(options, body);
    }

    private Reply call(RequestOptions options, String body) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CompletableFuture<Runnable> end = new CompletableFuture<>();
        client.request(options)
                .compose(request -> {
                    end.complete(request::reset);
                    return request.send(body);
                })
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        status.complete(answer.result().statusCode());
                        ignoreTheRest(answer.result());
                    } else {
                        status.completeExceptionally(answer.cause());
                    }
                });
        try {
            return new Reply(status.get(timeoutMs, TimeUnit.MILLISECONDS), "");
        } catch (TimeoutException e) {
            return new Reply(0, "TIMEOUT");
        } catch (ExecutionException e) {
            return new Reply(0, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(0, "INTERRUPTED");
        } finally {
            // Also where the request is made only now, after we gave it up.
            CompletableFuture<Void> ended = end.thenAccept(Runnable::run);
        }
    }

    /** What comes after the head is not wanted, so that it ends early is no trouble. */
    private static void ignoreTheRest(HttpClientResponse answer) {
        try {
            answer.exceptionHandler(ignored -> {});
        } catch (IllegalStateException over) {
            // A short answer has come whole by now, and takes no handler any more.
            return;
        }
    }

    private @Nullable InetAddress outward(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        boolean allowed = inwardHosts.contains(host.toLowerCase(Locale.ROOT));
        return allowed || Arrays.stream(all).allMatch(Outward::is) ? all[0] : null;
    }

    private static String path(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}
