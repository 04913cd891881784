package myidc.bench;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How soon the API answers over a large inventory, over HTTP at 50 requests a second, against the SQL that gets the same
 * rows, by hand and on a connection of its own, in the same run and at the same pace.
 */
@Vetoed
public final class InventoryBench implements QuarkusApplication {
    private static final int PER_SECOND = 50;
    private static final int TIMES = 300;
    private static final int WARM_UP = 400;

    /** PostgreSQL plans and reads ahead by then; it has nothing to compile. */
    private static final int PLAIN_WARM_UP = 30;

    private static final double RATIO_AIM = 2;
    private static final double P99_AIM_MS = 100;

    public static void main(String[] args) {
        if (args.length != 0
                && (args.length != 2 || !"--scale".equals(args[0]) || !args[1].matches("[1-9][0-9]?|100"))) {
            System.err.println("myidc: bench inventory takes --scale PERCENT, from 1 to 100");
            System.exit(2);
        }
        BenchPortal.run(InventoryBench.class, args);
    }

    @Override
    public int run(String... args) {
        long begun = System.nanoTime();
        BenchApi api = BenchPortal.api();
        InventoryBook book = new InventoryBook(api, args.length == 0 ? 100 : Integer.parseInt(args[1]));
        System.out.printf(
                Locale.ROOT,
                "%,d racks, %,d devices, %,d addresses, made in %.0f s%n",
                book.racks,
                book.devices,
                book.addresses,
                (System.nanoTime() - begun) / 1e9);
        try (PlainInventory plain = new PlainInventory(BenchPortal.bean(AgroalDataSource.class), book)) {
            questions(api, book, plain).forEach(InventoryBench::measure);
        }
        return 0;
    }

    private static List<Question> questions(BenchApi api, InventoryBook book, PlainInventory plain) {
        Instant yearBack = BenchPortal.bean(Clock.class)
                .instant()
                .minus(365, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                new Question("the least answer", () -> api.get("/admin/v1/clock"), plain::least),
                new Question(
                        "rack elevation",
                        () -> api.get("/admin/v1/racks/" + (book.rack + any(book.racks)) + "/elevation"),
                        () -> plain.elevation(book.rack + any(book.racks))),
                new Question(
                        "device search",
                        () -> api.get("/admin/v1/devices?pageSize=25&q=server-" + any(book.devices)),
                        () -> plain.search("server-" + any(book.devices))),
                new Question("prefix page", () -> api.get("/admin/v1/prefixes/" + book.prefix), plain::prefix),
                new Question(
                        "addresses of the /8",
                        () -> api.get("/admin/v1/prefixes/" + book.prefix + "/addresses?pageSize=100&page=" + any(50)),
                        () -> plain.addresses(any(50))),
                new Question(
                        "next free in the /8",
                        () -> api.post("/admin/v1/prefixes/" + book.prefix + "/addresses", "{\"owner\":\"bench\"}"),
                        plain::nextFree),
                new Question(
                        "devices a year back",
                        () -> api.get("/admin/v1/devices?pageSize=100&page=" + any(50) + "&asOf=" + back(yearBack)),
                        () -> plain.asOf("device", back(yearBack), any(50))),
                new Question(
                        "racks a year back",
                        () -> api.get("/admin/v1/racks?pageSize=100&page=" + any(10) + "&asOf=" + back(yearBack)),
                        () -> plain.racksAsOf(back(yearBack), any(10))));
    }

    /** What is asked of the API, and of PostgreSQL directly. */
    private record Question(String name, Runnable api, Runnable raw) {}

    /** One of the instants that ten people have turned to. */
    private static Instant back(Instant yearBack) {
        return yearBack.minus(any(10), ChronoUnit.HOURS);
    }

    private static int any(int most) {
        return ThreadLocalRandom.current().nextInt(1, most + 1);
    }

    private static void measure(Question question) {
        for (int time = 0; time < WARM_UP; time++) {
            question.api().run();
        }
        for (int time = 0; time < PLAIN_WARM_UP; time++) {
            question.raw().run();
        }
        double[] api = Paced.millis(TIMES, PER_SECOND, question.api());
        double[] raw = Paced.millis(TIMES, PER_SECOND, question.raw());
        double ratio = api[TIMES / 2] / raw[TIMES / 2];
        double p99 = api[TIMES * 99 / 100];
        System.out.printf(
                Locale.ROOT,
                "%-20s median %7.2f ms, p99 %7.2f ms; raw SQL %7.2f ms, p99 %7.2f ms; %5.2f times; aims %.0f times %s, %.0f ms %s%n",
                question.name(),
                api[TIMES / 2],
                p99,
                raw[TIMES / 2],
                raw[TIMES * 99 / 100],
                ratio,
                RATIO_AIM,
                ratio <= RATIO_AIM ? "met" : "missed",
                P99_AIM_MS,
                p99 < P99_AIM_MS ? "met" : "missed");
    }
}
