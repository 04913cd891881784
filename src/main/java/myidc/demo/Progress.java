package myidc.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells how far the replay is: a line for each of the portal's days and one at
 * least every quarter of a minute, or on a terminal one line that is written over. */
final class Progress {
    private static final int BAR_WIDTH = 24;
    private static final long PRINT_EVERY_NANOS = Duration.ofSeconds(15).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final long deedsMax;
    private final long begunNanos = System.nanoTime();
    private @Nullable LocalDate day;
    private long dayBegunNanos = begunNanos;
    private long printedNanos = begunNanos;
    private long deedsBeforeDay;

    /** Deeds are creations and deletions. */
    Progress(PrintStream out, boolean terminal, long deedsMax) {
        this.out = out;
        this.terminal = terminal;
        this.deedsMax = Math.max(1, deedsMax);
    }

    void at(Instant now, Counts counts) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate before = day;
        if (before == null) {
            day = today;
        } else if (!today.equals(before)) {
            endDay(before, counts);
            day = today;
        }
        if (terminal) {
            out.print("\r" + bar(counts) + " " + now + "  " + figures(counts) + rest(counts) + "\u001b[K");
            out.flush();
        } else if (System.nanoTime() - printedNanos > PRINT_EVERY_NANOS) {
            print(now + "  " + figures(counts) + rest(counts));
        }
    }

    void end(Counts counts) {
        LocalDate last = day;
        if (last != null) {
            endDay(last, counts);
        }
    }

    private void endDay(LocalDate ended, Counts counts) {
        long nanos = Math.max(1, System.nanoTime() - dayBegunNanos);
        long rate = Math.round((counts.deeds() - deedsBeforeDay) * 1e9 / nanos);
        print((terminal ? "\r\u001b[K" : "") + ended + "  " + figures(counts) + ", " + rate + " a second"
                + rest(counts));
        dayBegunNanos = System.nanoTime();
        deedsBeforeDay = counts.deeds();
    }

    private void print(String line) {
        out.println(line);
        printedNanos = System.nanoTime();
    }

    private static String figures(Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d arrived, %,d refused, %,d deleted, %,d there",
                counts.arrived(),
                counts.refused(),
                counts.deleted(),
                counts.there());
    }

    private String rest(Counts counts) {
        if (counts.deeds() == 0 || counts.deeds() >= deedsMax) {
            return "";
        }
        long nanos = System.nanoTime() - begunNanos;
        return ", about " + duration(Math.round((double) nanos / counts.deeds() * (deedsMax - counts.deeds())))
                + " to go";
    }

    private String bar(Counts counts) {
        int full = (int) Math.min(BAR_WIDTH, counts.deeds() * BAR_WIDTH / deedsMax);
        return "[" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "]";
    }

    static String duration(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    /** How much was done so far; {@code arrived} counts those refused too. */
    record Counts(long arrived, long refused, long deleted) {
        long there() {
            return arrived - refused - deleted;
        }

        long deeds() {
            return arrived + deleted;
        }
    }
}
