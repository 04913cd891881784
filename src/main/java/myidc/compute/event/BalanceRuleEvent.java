package myidc.compute.event;

import java.time.Instant;
import myidc.shared.id.BalanceRuleId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a balancing rule: how hosts are judged from an instant on, until a later rule. */
public sealed interface BalanceRuleEvent {
    BalanceRuleId balanceRuleId();

    /**
     * A rule was set.
     *
     * @param siteId where it holds; null for sites without a rule of their own
     * @param terms null where hosts are judged no more
     * @param reason why, in the operator's words
     */
    record BalanceRuleSet(
            BalanceRuleId balanceRuleId,
            @Nullable SiteId siteId,
            @Nullable BalanceTerms terms,
            Instant from,
            String reason)
            implements BalanceRuleEvent {}

    /** A rule that had not begun was taken back. */
    record BalanceRuleWithdrawn(BalanceRuleId balanceRuleId) implements BalanceRuleEvent {}
}
