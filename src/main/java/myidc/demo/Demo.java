package myidc.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import myidc.demo.PortalClient.DemoFailed;

/**
 * Makes an example data centre in an empty portal whose clock may be moved, replays demand through the public API,
 * closes the month, and says whether invoices, ledger and exports agree.
 */
final class Demo {
    static final int ARRIVALS_DEFAULT = 10_000;

    private static final int AT_ONCE = 12;
    private static final int SAMPLE_DAYS = 7;
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Wish wish;
    private final PrintStream out;

    Demo(Wish wish, PrintStream out) {
        this.wish = wish;
        this.out = out;
    }

    /** True when all totals agree. Ends with one line of JSON on the output. */
    boolean run() {
        long begunNanos = System.nanoTime();
        Demand demand = demand();
        try (PortalClient portal = new PortalClient(wish.portal(), AT_ONCE)) {
            awaitReady(portal);
            PortalTime time = new PortalTime(portal, wish.token());
            ExampleIdc idc = new ExampleIdc(portal, wish.token(), out::println);
            if (!time.movable()) {
                throw new DemoFailed("The portal's clock does not move: start it with --clock movable");
            }
            if (!idc.isEmpty()) {
                throw new DemoFailed("The data folder has sites already: the demonstration wants a new --home");
            }
            out.println("Making the example data centre ...");
            idc.build(demand.sizes());
            String password = secret();
            List<ExampleTenant> tenants = idc.openTenants(Demand.TENANTS, password);
            idc.pools().measure(tenants);
            Replay.Scene scene = new Replay.Scene(wish.token(), tenants, idc.regions(), idc.pools());
            Replay replay = replay(portal, demand, scene, time);
            Books.Totals totals = new Books(portal, wish.token()).add();
            hints(tenants, password);
            return report(portal, replay, totals, (System.nanoTime() - begunNanos) / 1e9);
        }
    }

    private Demand demand() {
        return wish.trace()
                .map(file -> TraceFile.read(file, wish.arrivals()))
                .orElseGet(() -> SampleDemand.of(wish.arrivals(), SAMPLE_DAYS));
    }

    private Replay replay(PortalClient portal, Demand demand, Replay.Scene scene, PortalTime time) {
        List<Arrival> arrivals = demand.arrivals();
        Instant begin = nextStep(time.now());
        Instant lastArrival = begin.plusSeconds(arrivals.getLast().atS());
        List<YearMonth> months = MonthClose.between(begin, lastArrival);
        Instant end = MonthClose.over(months.getLast());
        long deletions = arrivals.stream()
                .filter(arrival -> dies(arrival, Duration.between(begin, end).toSeconds()))
                .count();
        out.printf(
                Locale.ROOT,
                "%s: %,d arrivals over %.1f days. Replaying from %s to the end of %s ...%n",
                demand.origin(),
                arrivals.size(),
                arrivals.getLast().atS() / 86_400.0,
                begin,
                months.getLast());
        Progress progress = new Progress(out, wish.terminal(), arrivals.size() + deletions);
        Replay replay = new Replay(portal, scene, progress);
        replay.run(demand, begin, end);
        time.moveTo(end.plus(Duration.ofMinutes(10)));
        MonthClose close = new MonthClose(portal, scene.operator(), out::println);
        close.awaitProcessors();
        months.forEach(close::close);
        return replay;
    }

    private static boolean dies(Arrival arrival, long endS) {
        Long livesS = arrival.livesS();
        return livesS != null && arrival.atS() + livesS < endS;
    }

    private static Instant nextStep(Instant now) {
        long seconds = now.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, Demand.STEP_S) + Demand.STEP_S);
    }

    private void awaitReady(PortalClient portal) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                portal.get("/admin/v1/clock", wish.token());
                return;
            } catch (java.io.UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw new DemoFailed("The portal at " + wish.portal() + " does not answer: " + e.getMessage());
                }
                PortalClient.pause(100);
            }
        }
    }

    private void hints(List<ExampleTenant> tenants, String password) {
        ExampleTenant first = tenants.getFirst();
        out.println();
        out.println("The portal goes on serving at " + wish.address() + ". Sign in as");
        out.println("  operator   " + wish.operatorHint());
        out.println("  tenant     " + first.username() + "  password " + password + "  (" + first.name()
                + "; the other tenants' users have the same password)");
        out.println("Its clock runs ahead now: start it again with --clock movable.");
        out.println();
    }

    private boolean report(PortalClient portal, Replay replay, Books.Totals totals, double seconds) {
        Progress.Counts counts = replay.counts();
        long events = portal.get("/admin/v1/operations/book", wish.token())
                .path("facts")
                .asLong();
        out.printf(
                Locale.ROOT,
                "%,d guests made, %,d refused, %,d still there; %,d events in the book; %.0f s in all.%n",
                counts.arrived() - counts.refused(),
                counts.refused(),
                counts.there(),
                events,
                seconds);
        replay.refusals()
                .forEach((reason, times) -> out.printf(Locale.ROOT, "  refused %,d times: %s%n", times, reason));
        out.printf(
                Locale.ROOT,
                "%,d invoices with %,d lines: lines CNY %s, ledger CNY %s, FOCUS CNY %s, journal CNY %s.%n",
                totals.invoices(),
                totals.lines(),
                cents(totals.invoiced()),
                cents(totals.ledger()),
                cents(totals.focus()),
                cents(totals.journal()));
        out.println(
                totals.same()
                        ? "Invoice lines = ledger = export, to the cent."
                        : "THE BOOKS DO NOT AGREE: invoice lines, ledger and exports differ.");
        ObjectNode line = portal.object()
                .put("guests", counts.arrived() - counts.refused())
                .put("refused", counts.refused())
                .put("events", events)
                .put("invoices", totals.invoices())
                .put("invoiceTotal", cents(totals.invoiced()))
                .put("ledgerTotal", cents(totals.ledger()))
                .put("exportTotal", cents(totals.focus()))
                .put("seconds", Math.round(seconds));
        out.println(line);
        out.flush();
        return totals.same();
    }

    /** In cents, unless the amount has more decimals, which must then be seen. */
    private static BigDecimal cents(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
    }

    private static String secret() {
        byte[] bytes = new byte[9];
        new SecureRandom().nextBytes(bytes);
        return "Demo-" + HexFormat.of().formatHex(bytes);
    }

    /**
     * What is to be shown.
     *
     * @param address where people find the portal
     * @param operatorHint how the operator signs in, in words
     */
    record Wish(
            URI portal,
            String address,
            String token,
            String operatorHint,
            Optional<Path> trace,
            int arrivals,
            boolean terminal) {}
}
