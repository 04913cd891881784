package myidc.bench;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import myidc.platform.db.Sql;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * Durable commands per second with 16 clients, views written with them, against plain inserts and updates of the same
 * rows in the same transactions into the same PostgreSQL. The two take turns, so that both meet the same weather.
 */
@Vetoed
public final class CommandsBench implements QuarkusApplication {
    private static final int CLIENTS = 16;
    private static final int WARM_UP_ROUNDS = 2;
    private static final String BESIDE = ", processors beside";
    private static final int RACKS_MIN = 10 * CLIENTS;

    private final List<StreamingEventProcessor> processors = streamingProcessors();
    private final Map<String, List<Clients.Round>> rounds = new LinkedHashMap<>();

    public static void main(String[] args) {
        try {
            Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println("myidc: " + e.getMessage());
            System.exit(2);
        }
        BenchPortal.run(CommandsBench.class, args);
    }

    @Override
    public int run(String... args) {
        Options options = Options.of(args);
        RackWork racks = new RackWork();
        for (int i = 0; i < RACKS_MIN; i++) {
            racks.install();
        }
        racks.refit(0, CLIENTS);
        PlainRacks plain = new PlainRacks(BenchPortal.bean(Sql.class));
        try (Clients clients = new Clients(CLIENTS)) {
            for (int round = -WARM_UP_ROUNDS; round < options.rounds(); round++) {
                measure(clients, options.time(), racks, plain);
                if (round < 0) {
                    rounds.clear();
                }
                System.out.println(round < 0 ? "warm-up" : "round " + (round + 1) + " of " + options.rounds());
            }
        }
        report();
        return 0;
    }

    private void measure(Clients clients, Duration time, RackWork racks, PlainRacks plain) {
        processors.forEach(StreamingEventProcessor::shutDown);
        note("new", () -> clients.repeat(time, client -> racks::install));
        note("new, plain", () -> clients.repeat(time, client -> plain.installing()));
        note("existing", () -> clients.repeat(time, client -> () -> racks.refit(client, CLIENTS)));
        note("existing, plain", () -> clients.repeat(time, client -> plain.refitting(client, CLIENTS)));
        processors.forEach(StreamingEventProcessor::start);
        note("new" + BESIDE, () -> clients.repeat(time, client -> racks::install));
        note("existing" + BESIDE, () -> clients.repeat(time, client -> () -> racks.refit(client, CLIENTS)));
    }

    private void note(String name, Supplier<Clients.Round> round) {
        rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(round.get());
    }

    private static List<StreamingEventProcessor> streamingProcessors() {
        return BenchPortal.bean(Configuration.class).eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%n%-44s %10s %9s %9s%n",
                CLIENTS + " clients, medians of rounds",
                "per s",
                "p50 ms",
                "p99 ms");
        rounds.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%-44s %10.0f %9.2f %9.2f%n",
                name,
                median(all.stream().mapToDouble(Clients.Round::perSecond).toArray()),
                median(all.stream().mapToDouble(Clients.Round::p50Ms).toArray()),
                median(all.stream().mapToDouble(Clients.Round::p99Ms).toArray())));
        System.out.println();
        double fresh = ratio("new", "new, plain", 0.8);
        double existing = ratio("existing", "existing, plain", 0.7);
        double freshBeside = ratio("new" + BESIDE, "new, plain", 0.5);
        double existingBeside = ratio("existing" + BESIDE, "existing, plain", 0.5);
        System.out.println("streaming processors: " + processors.size());
        System.out.printf(
                Locale.ROOT,
                "{\"new\":%.2f,\"existing\":%.2f,\"newBeside\":%.2f,\"existingBeside\":%.2f,\"processors\":%d}%n",
                fresh,
                existing,
                freshBeside,
                existingBeside,
                processors.size());
    }

    private double ratio(String portal, String plain, double aim) {
        List<Clients.Round> measured = rounds.getOrDefault(portal, List.of());
        List<Clients.Round> yardstick = rounds.getOrDefault(plain, List.of());
        double[] ratios = new double[measured.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = measured.get(i).perSecond() / yardstick.get(i).perSecond();
        }
        double median = median(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-44s %10.2f of plain, from %.2f to %.2f; aim %.1f %s%n",
                portal,
                median,
                Arrays.stream(ratios).min().orElse(Double.NaN),
                Arrays.stream(ratios).max().orElse(Double.NaN),
                aim,
                median >= aim ? "met" : "missed");
        return median;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How often and how long. */
    private record Options(int rounds, Duration time) {
        static Options of(String[] args) {
            int rounds = 5;
            int seconds = 4;
            for (int i = 0; i < args.length; i += 2) {
                int value =
                        i + 1 < args.length && args[i + 1].matches("[1-9][0-9]?") ? Integer.parseInt(args[i + 1]) : 0;
                switch (value == 0 ? "" : args[i]) {
                    case "--rounds" -> rounds = value;
                    case "--seconds" -> seconds = value;
                    default ->
                        throw new IllegalArgumentException(
                                "bench commands takes --rounds N and --seconds N, each from 1 to 99");
                }
            }
            return new Options(rounds, Duration.ofSeconds(seconds));
        }
    }
}
