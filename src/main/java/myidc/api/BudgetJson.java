package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import myidc.billing.BudgetCommand.Limits;
import myidc.billing.read.Budgets.BudgetRow;
import myidc.billing.read.Budgets.Spend;
import myidc.billing.reconcile.CashDesk;
import myidc.shared.Check;
import org.jspecify.annotations.Nullable;

/** A budget, with what the month has come to and comes to where that is asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetJson(
        long id,
        long tenantId,
        String name,
        MoneyJson monthlyLimit,
        List<Integer> thresholds,
        boolean hard,
        @Nullable MoneyJson actual,
        @Nullable MoneyJson forecast) {
    public static BudgetJson of(BudgetRow budget, @Nullable Spend spend) {
        return new BudgetJson(
                budget.id(),
                budget.tenantId().value(),
                budget.name(),
                MoneyJson.of(budget.limit()),
                budget.thresholds(),
                budget.hard(),
                spend == null ? null : MoneyJson.of(spend.actual()),
                spend == null ? null : MoneyJson.of(spend.forecast()));
    }

    /** A budget to set; thresholds are percents of the limit. */
    public record BudgetRequest(
            @Nullable Long tenantId,
            @Nullable String name,
            @Nullable BigDecimal monthlyLimit,
            @Nullable List<Integer> thresholds,
            @Nullable Boolean hard) {
        public Limits limits(Currency currency) {
            return new Limits(
                    Check.text("name", name, 100),
                    currency.getCurrencyCode(),
                    CashDesk.amount("monthlyLimit", Check.present("monthlyLimit", monthlyLimit), currency),
                    thresholds == null ? List.of(80, 90, 100) : thresholds,
                    Boolean.TRUE.equals(hard));
        }
    }
}
