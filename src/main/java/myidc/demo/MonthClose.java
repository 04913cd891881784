package myidc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import myidc.demo.PortalClient.DemoFailed;

/** Closes months once they are over everywhere, as finance would. */
final class MonthClose {
    /** UTC-12 is the last zone in which a month ends. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private static final Duration CLOSED_WITHIN = Duration.ofMinutes(20);
    private static final long LOOK_EVERY_MS = 200;

    private final PortalClient portal;
    private final String operator;
    private final Consumer<String> say;

    MonthClose(PortalClient portal, String operator, Consumer<String> say) {
        this.portal = portal;
        this.operator = operator;
        this.say = say;
    }

    /** From when on the month is over in all zones. */
    static Instant over(YearMonth month) {
        return month.plusMonths(1).atDay(1).atTime(LocalTime.MIDNIGHT).toInstant(LAST_ZONE);
    }

    /** The months, in UTC, that the instants and what is between them lie in. */
    static List<YearMonth> between(Instant first, Instant last) {
        List<YearMonth> months = new ArrayList<>();
        YearMonth end = YearMonth.from(last.atOffset(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.from(first.atOffset(ZoneOffset.UTC));
                !month.isAfter(end);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** Waits until the processors have read all facts, so that every charge is known. */
    void awaitProcessors() {
        long deadline = System.nanoTime() + CLOSED_WITHIN.toNanos();
        while (portal.get("/admin/v1/overview", operator).path("processorLag").asLong() != 0) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailed("The processors did not catch up within " + CLOSED_WITHIN.toMinutes() + " min");
            }
            PortalClient.pause(LOOK_EVERY_MS);
        }
    }

    /** Runs the month's invoices and waits for them. */
    void close(YearMonth month) {
        long run = portal.post(
                        "/admin/v1/invoice-runs", operator, portal.object().put("month", month.toString()))
                .path("id")
                .asLong();
        long deadline = System.nanoTime() + CLOSED_WITHIN.toNanos();
        JsonNode state;
        do {
            PortalClient.pause(LOOK_EVERY_MS);
            state = portal.get("/admin/v1/invoice-runs/" + run, operator);
            if (System.nanoTime() > deadline) {
                throw new DemoFailed(
                        "The invoice run " + run + " did not end within " + CLOSED_WITHIN.toMinutes() + " min");
            }
        } while (!"FINISHED".equals(state.path("state").asText()));
        if (state.path("failed").asLong() > 0) {
            throw new DemoFailed("The invoice run of " + month + " failed for "
                    + state.path("failed").asLong() + " accounts: " + state.path("failures"));
        }
        say.accept("Closed " + month + ": " + state.path("invoiced").asLong() + " invoices");
    }
}
