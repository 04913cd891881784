package myidc.compute.read;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.compute.event.Overcommit;
import org.jspecify.annotations.Nullable;

/**
 * How many times over a host may be promised from an instant on.
 *
 * @param number of the host's own changes to come; 0 of what held at once
 * @param from null where that is not known
 */
public record OvercommitDate(
        int number,
        Overcommit overcommit,
        @Nullable Instant from,
        @Nullable String reason) {
    /** As rows of views keep it: on one line, what has blanks last. */
    String line() {
        return number + " " + begins() + " " + overcommit.vcpu().toPlainString() + " "
                + overcommit.memory().toPlainString() + " " + reason;
    }

    static OvercommitDate of(String line) {
        String[] parts = line.split(" ", 5);
        return new OvercommitDate(
                Integer.parseInt(parts[0]),
                new Overcommit(new BigDecimal(parts[2]), new BigDecimal(parts[3])),
                Instant.parse(parts[1]),
                parts[4]);
    }

    /** The last of these lines, which are in order, that has begun; null when none has. */
    static @Nullable OvercommitDate last(String[] lines, Instant at) {
        OvercommitDate last = null;
        for (String line : lines) {
            OvercommitDate date = of(line);
            if (date.begun(at)) {
                last = date;
            }
        }
        return last;
    }

    Instant begins() {
        return from == null ? Instant.EPOCH : from;
    }

    boolean begun(Instant at) {
        return !begins().isAfter(at);
    }
}
