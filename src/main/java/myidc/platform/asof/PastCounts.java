package myidc.platform.asof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How many rows lists of the past have. Whoever turns the console to an instant asks for many pages of it, and counting
 * takes longer than reading one; nothing that is decided later changes the count. Not for the last minutes, whose facts
 * may still be on their way, and not for long, since a rebuild by a newer portal may show the past otherwise.
 */
@Singleton
final class PastCounts {
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LISTS_MAX = 1_000;

    private final Clock clock;
    private final Cache<String, Long> counts =
            Caffeine.newBuilder().maximumSize(LISTS_MAX).expireAfterWrite(KEPT).build();

    PastCounts(Clock clock) {
        this.clock = clock;
    }

    long of(Instant at, String list, LongSupplier counted) {
        return at.isAfter(clock.instant().minus(SETTLED_AFTER))
                ? counted.getAsLong()
                : counts.get(list, asked -> counted.getAsLong());
    }
}
