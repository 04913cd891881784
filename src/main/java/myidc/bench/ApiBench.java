package myidc.bench;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Vetoed;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How soon the tenants' API lists 500 guests, tells of one and makes one in the simulated room, over HTTP, against the SQL
 * that gets and writes the same rows, by hand, in the same run and at the same pace.
 */
@Vetoed
public final class ApiBench implements QuarkusApplication {
    private static final int GUESTS = 500;
    private static final int READS_PER_SECOND = 200;
    private static final int CREATES_PER_SECOND = 10;
    private static final int API_WARM_UP = 5_000;
    private static final int PLAIN_WARM_UP = 50;
    private static final double RATIO_AIM = 2;
    private static final double P99_AIM_MS = 50;

    public static void main(String[] args) {
        if (args.length != 0
                && (args.length != 2 || !"--seconds".equals(args[0]) || !args[1].matches("[1-9]|[1-5][0-9]|60"))) {
            System.err.println("myidc: bench api takes --seconds SECONDS, from 1 to 60");
            System.exit(2);
        }
        // One caller does what a limit would spread over many.
        System.setProperty("myidc.rate-limit.times", "1000000");
        System.setProperty("myidc.room.latency", "0s");
        BenchPortal.run(ApiBench.class, args);
    }

    @Override
    public int run(String... args) {
        int seconds = args.length == 0 ? 10 : Integer.parseInt(args[1]);
        long begun = System.nanoTime();
        TenantRoom room = new TenantRoom(BenchPortal.api(), GUESTS);
        System.out.printf(
                Locale.ROOT, "%,d guests of one tenant, made in %.0f s%n", GUESTS, (System.nanoTime() - begun) / 1e9);
        PlainGuests plain = new PlainGuests(BenchPortal.bean(AgroalDataSource.class), room);
        System.out.printf(
                Locale.ROOT,
                "milliseconds; %d reads a second, %d creates a second%n%n"
                        + "| question | median | p99 | SQL median | SQL p99 | times, aim %.0f | p99 under %.0f | portal's"
                        + " own, mean | processor, portal and client | processor, PostgreSQL |%n"
                        + "|---|---|---|---|---|---|---|---|---|---|%n",
                READS_PER_SECOND,
                CREATES_PER_SECOND,
                RATIO_AIM,
                P99_AIM_MS);
        BenchApi api = room.api;
        read(new Question("get one", () -> api.get("/v4/linode/instances/" + room.guest), plain::one), seconds);
        read(new Question("list of 500", () -> api.get("/v4/linode/instances?page_size=500"), plain::list), seconds);
        create(new Question("create", room::create, plain::create), seconds, room);
        plain.clear();
        return 0;
    }

    private static void read(Question question, int seconds) {
        warm(question.api(), API_WARM_UP);
        warm(question.raw(), PLAIN_WARM_UP);
        int times = READS_PER_SECOND * seconds;
        Cost before = Cost.now();
        double[] api = Paced.millis(times, READS_PER_SECOND, question.api());
        Cost cost = Cost.now().since(before);
        tell(question.name(), api, cost, Paced.millis(times, READS_PER_SECOND, question.raw()));
    }

    private static void create(Question question, int seconds, TenantRoom room) {
        int times = CREATES_PER_SECOND * seconds;
        warm(question.raw(), PLAIN_WARM_UP);
        room.awaitRunning();
        Cost before = Cost.now();
        double[] api = Paced.millis(times, CREATES_PER_SECOND, question.api());
        Cost cost = Cost.now().since(before);
        room.awaitRunning();
        tell(question.name(), api, cost, Paced.millis(times, CREATES_PER_SECOND, question.raw()));
    }

    private static void warm(Runnable question, int times) {
        for (int time = 0; time < times; time++) {
            question.run();
        }
    }

    private static void tell(String name, double[] api, Cost cost, double[] raw) {
        int times = api.length;
        double ratio = api[times / 2] / raw[times / 2];
        double p99 = api[times * 99 / 100];
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f, %s | %s | %.2f | %.2f | %.2f |%n",
                name,
                api[times / 2],
                p99,
                raw[times / 2],
                raw[times * 99 / 100],
                ratio,
                ratio <= RATIO_AIM ? "met" : "missed",
                p99 < P99_AIM_MS ? "met" : "missed",
                cost.served().mean(),
                cost.used().jvmMs() / times,
                cost.used().postgresMs() / times);
    }

    /**
     * What calls cost.
     *
     * @param served as the portal's own metrics count it, without the client and the wait for it
     */
    private record Cost(CpuTime used, Served served) {
        static Cost now() {
            return new Cost(CpuTime.now(), Served.now());
        }

        Cost since(Cost before) {
            return new Cost(used.since(before.used), served.since(before.served));
        }
    }

    /** Requests that the portal answered, and the milliseconds that it took for all of them. */
    private record Served(long requests, double millis) {
        static Served now() {
            Collection<Timer> timers = BenchPortal.bean(MeterRegistry.class)
                    .find("http.server.requests")
                    .timers();
            return new Served(
                    timers.stream().mapToLong(Timer::count).sum(),
                    timers.stream()
                            .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                            .sum());
        }

        Served since(Served before) {
            return new Served(requests - before.requests, millis - before.millis);
        }

        double mean() {
            return millis / Math.max(1, requests);
        }
    }

    /** What is asked of the API, and of PostgreSQL directly. */
    private record Question(String name, Runnable api, Runnable raw) {}
}
