package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion gives, and to how many.
 *
 * @param name what the credit is called
 * @param amount of each credit, in {@code currency}
 * @param scope charges' first words that it settles; empty for all
 * @param monthlyCap most of it that one month's invoices may use; null for no such limit
 * @param creditDays how many days the credit is good for from its use; null for ever
 * @param usesMax how many accounts may use it; null for any number
 * @param from when it begins
 * @param until when it ends; null for not by itself
 */
public record PromotionTerms(
        String name,
        String currency,
        BigDecimal amount,
        List<String> scope,
        @Nullable BigDecimal monthlyCap,
        @Nullable Integer creditDays,
        @Nullable Integer usesMax,
        Instant from,
        @Nullable Instant until) {
    public PromotionTerms {
        scope = List.copyOf(scope);
    }
}
