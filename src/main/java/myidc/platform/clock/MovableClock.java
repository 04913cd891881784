package myidc.platform.clock;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one clock, in microseconds as PostgreSQL keeps them. Started with {@code myidc.clock=movable} it may be set
 * forward, never back; how far it runs ahead is kept in the database, so that every process tells the same time.
 */
@Singleton
public final class MovableClock extends Clock {
    private final boolean movable;
    private final Sql sql;
    private final Clock machine = Clock.systemUTC();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    MovableClock(@ConfigProperty(name = "myidc.clock", defaultValue = "system") String mode, Sql sql) {
        this.movable = "movable".equals(mode);
        this.sql = sql;
    }

    public boolean movable() {
        return movable;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC)
                ? this
                : Clock.tick(this, Duration.ofNanos(1_000)).withZone(zone);
    }

    /** Moves the clock forward, in this process at once and in others within a second. */
    public void moveTo(Instant to) {
        if (!movable) {
            throw Refused.because(CommonRefusal.CLOCK_NOT_MOVABLE, "The portal was not started with a movable clock");
        }
        if (to.isBefore(instant())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "to", "to must not be before the present, " + instant());
        }
        Duration wanted = Duration.between(machine.instant(), to);
        sql.change(
                "insert into clock_ahead (only_row, ahead_micros) values (true, ?) on conflict (only_row)"
                        + " do update set ahead_micros = greatest(clock_ahead.ahead_micros, excluded.ahead_micros)",
                wanted.toNanos() / 1_000);
        follow();
    }

    @Scheduled(every = "1s", delayed = "0s")
    void follow() {
        if (movable) {
            long micros = sql.count("select ahead_micros from clock_ahead");
            Duration known = Duration.of(micros, ChronoUnit.MICROS);
            ahead.accumulateAndGet(known, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
    }
}
