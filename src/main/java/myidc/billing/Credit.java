package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A granted credit and what is left of it.
 *
 * @param used by month, for its monthly cap
 */
record Credit(
        int number,
        BigDecimal left,
        List<String> scope,
        @Nullable BigDecimal monthlyCap,
        @Nullable Instant expiresAt,
        Map<String, BigDecimal> used) {
    static final String SOURCE = "credit-";

    /** What of the invoice's open amount it may settle: within its scope, its cap of the month and what is left of it. */
    BigDecimal usableFor(Owed owed) {
        BigDecimal within = scope.isEmpty()
                ? owed.open()
                : owed.charges().entrySet().stream()
                        .filter(charge -> scope.contains(charge.getKey()))
                        .map(Map.Entry::getValue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal usable = within.min(owed.open()).min(left);
        BigDecimal cap = monthlyCap;
        if (cap != null) {
            usable = usable.min(cap.subtract(used.getOrDefault(owed.month().toString(), BigDecimal.ZERO)));
        }
        return usable.max(BigDecimal.ZERO);
    }

    Credit usedUp(String month, BigDecimal amount) {
        Map<String, BigDecimal> more = new HashMap<>(used);
        more.merge(month, amount, BigDecimal::add);
        return new Credit(number, left.subtract(amount), scope, monthlyCap, expiresAt, more);
    }

    boolean expired(Instant now) {
        Instant at = expiresAt;
        return at != null && !now.isBefore(at);
    }

    String source() {
        return SOURCE + number;
    }
}
