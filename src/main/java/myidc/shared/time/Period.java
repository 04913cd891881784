package myidc.shared.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A stretch of time that holds its start and not its end, never empty. */
public record Period(Instant from, Instant until) {
    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a period must end after it starts, not " + from + " to " + until);
        }
    }

    /** Whether the instant lies in this period; the end does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** Whether the two share any instant; periods that only touch do not. */
    public boolean overlaps(Period other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    /** What both have in common. */
    public Optional<Period> intersection(Period other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        Instant later = from.isAfter(other.from) ? from : other.from;
        Instant earlier = until.isBefore(other.until) ? until : other.until;
        return Optional.of(new Period(later, earlier));
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
