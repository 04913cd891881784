package myidc.scan;

import java.util.Locale;

/** Shows how far the scan is, how fast, and how long yet; in a log ever more seldom. */
final class Progress implements Runnable {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TERMINAL_MILLIS = 500;
    private static final long LOG_MILLIS_FIRST = 1_000;
    private static final long LOG_MILLIS_MOST = 16_000;

    private final Console console;
    private final Live live;
    private final long total;
    private final long begun = System.nanoTime();

    Progress(Console console, Live live, long total) {
        this.console = console;
        this.live = live;
        this.total = total;
    }

    @Override
    public void run() {
        try {
            long pause = console.isTerminal() ? TERMINAL_MILLIS : LOG_MILLIS_FIRST;
            while (true) {
                Thread.sleep(pause);
                pause = console.isTerminal() ? TERMINAL_MILLIS : Math.min(LOG_MILLIS_MOST, pause * 2);
                console.progress(line(live.bytes(), (System.nanoTime() - begun) / (double) SECOND_NANOS));
            }
        } catch (InterruptedException e) {
            console.progressEnds();
        }
    }

    String line(long done, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        double rest = rate > 0 ? Math.max(0, total - done) / rate : 0;
        long percent = total == 0 ? 100 : Math.min(100, Math.round(100.0 * done / total));
        return String.format(
                Locale.ROOT,
                "%s of at most %s (%d %%), %s/s, %s left at most",
                Sizes.text(done),
                Sizes.text(total),
                percent,
                Sizes.text(Math.round(rate)),
                Sizes.time(rest));
    }
}
