package myidc.billing.event;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import myidc.shared.id.BudgetId;
import myidc.shared.id.TenantId;

/** The life of a budget. */
public sealed interface BudgetEvent {
    BudgetId budgetId();

    /**
     * A tenant's month shall not cost more than this, tax left out.
     *
     * @param thresholds percent of the limit at which an alert is given
     * @param hard whether what would pass the limit is refused
     */
    record BudgetSet(
            BudgetId budgetId,
            TenantId tenantId,
            String name,
            String currency,
            BigDecimal monthlyLimit,
            List<Integer> thresholds,
            boolean hard)
            implements BudgetEvent {
        public BudgetSet {
            thresholds = List.copyOf(thresholds);
        }
    }

    record BudgetRemoved(BudgetId budgetId) implements BudgetEvent {}

    /**
     * What has accrued, or what is foreseen for the month's end, came up to a threshold.
     *
     * @param threshold percent of the limit
     */
    record BudgetThresholdReached(
            BudgetId budgetId,
            TenantId tenantId,
            YearMonth month,
            Basis basis,
            int threshold,
            String currency,
            BigDecimal figure,
            BigDecimal monthlyLimit)
            implements BudgetEvent {}

    /** What is held against the limit. */
    enum Basis {
        ACTUAL,
        FORECAST
    }
}
