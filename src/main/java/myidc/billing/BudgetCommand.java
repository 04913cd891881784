package myidc.billing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import myidc.shared.id.BudgetId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a budget. */
public sealed interface BudgetCommand {
    /** Sets a budget, or sets it anew. */
    record SetBudget(@TargetAggregateIdentifier BudgetId budgetId, TenantId tenantId, Limits limits)
            implements BudgetCommand {}

    /** What a budget holds to. */
    record Limits(String name, String currency, BigDecimal monthlyLimit, List<Integer> thresholds, boolean hard) {
        public Limits {
            thresholds = List.copyOf(thresholds);
        }
    }

    record RemoveBudget(@TargetAggregateIdentifier BudgetId budgetId) implements BudgetCommand {}

    /** Tells what the month has come to and what is foreseen for its end. */
    record NoteSpend(
            @TargetAggregateIdentifier BudgetId budgetId, YearMonth month, BigDecimal actual, BigDecimal forecast)
            implements BudgetCommand {}
}
