package myidc.billing.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An endpoint of a tenant's, which takes, refuses, sends elsewhere or says nothing. */
final class HookServer implements AutoCloseable {
    final List<Got> got = new CopyOnWriteArrayList<>();
    volatile int answer = 200;
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;

    HookServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(
                exchange.getRequestURI().toString(),
                Map.of(
                        "id", String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                        "at", String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                        "signature", String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature"))),
                body));
        if (answer == 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (answer == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(answer == 0 ? 200 : answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }

    /** A request as it came. */
    record Got(String path, Map<String, String> headers, String body) {}
}
