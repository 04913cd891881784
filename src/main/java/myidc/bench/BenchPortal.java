package myidc.bench;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** A portal in this process, its database in a new folder that goes when the process ends. */
final class BenchPortal {
    /** Of the one operator there is; nobody else knows it. */
    static final String OPERATOR_TOKEN = UUID.randomUUID().toString();

    private static final long DATABASE_STOP_MAX_MS = 20_000;

    private BenchPortal() {}

    /** Its API, as its first operator; once it has started. */
    static BenchApi api() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        return new BenchApi(URI.create("http://127.0.0.1:" + port), OPERATOR_TOKEN);
    }

    /** Starts the portal, runs the measurement in it, and ends the process. */
    static void run(Class<? extends QuarkusApplication> measurement, String[] args) {
        Path home = temporaryHome();
        System.setProperty("myidc.home", home.toString());
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("myidc.operator.token", OPERATOR_TOKEN);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home), "bench-home-removal"));
        Quarkus.run(measurement, args);
    }

    static <B> B bean(Class<B> type) {
        return Arc.container().instance(type).get();
    }

    private static Path temporaryHome() {
        try {
            return Files.createTempDirectory("myidc-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the benchmark's database could be made", e);
        }
    }

    private static void remove(Path home) {
        try {
            long deadline = System.nanoTime() + DATABASE_STOP_MAX_MS * 1_000_000;
            while (Files.exists(home.resolve("postgres/postmaster.pid")) && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            List<Path> paths;
            try (Stream<Path> all = Files.walk(home)) {
                paths = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("myidc: " + home + " could not be removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
