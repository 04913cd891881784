package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import myidc.billing.BudgetCommand.Limits;
import myidc.billing.BudgetCommand.NoteSpend;
import myidc.billing.BudgetCommand.RemoveBudget;
import myidc.billing.BudgetCommand.SetBudget;
import myidc.billing.event.BudgetEvent.Basis;
import myidc.billing.event.BudgetEvent.BudgetRemoved;
import myidc.billing.event.BudgetEvent.BudgetSet;
import myidc.billing.event.BudgetEvent.BudgetThresholdReached;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BudgetId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A budget: each threshold is told once a month and basis. */
final class Budget {
    private static final int THRESHOLDS_MAX = 10;

    @AggregateIdentifier
    private @Nullable BudgetId id;

    private @Nullable BudgetSet set;
    private @Nullable YearMonth month;
    private final Set<String> told = new HashSet<>();

    Budget() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetBudget command) {
        Limits limits = command.limits();
        if (limits.monthlyLimit().signum() <= 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, "monthlyLimit", "monthlyLimit must be above 0");
        }
        if (limits.thresholds().size() > THRESHOLDS_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "thresholds", "thresholds must be at most " + THRESHOLDS_MAX);
        }
        limits.thresholds().forEach(threshold -> Check.range("thresholds", threshold, 1, 1_000));
        apply(new BudgetSet(
                command.budgetId(),
                command.tenantId(),
                Check.text("name", limits.name(), 100),
                limits.currency(),
                limits.monthlyLimit(),
                limits.thresholds().stream().distinct().sorted().toList(),
                limits.hard()));
    }

    @CommandHandler
    void decide(RemoveBudget command) {
        apply(new BudgetRemoved(command.budgetId()));
    }

    @CommandHandler
    void decide(NoteSpend command) {
        BudgetSet now = set;
        if (now == null) {
            return;
        }
        tell(now, command, Basis.ACTUAL, command.actual());
        tell(now, command, Basis.FORECAST, command.forecast());
    }

    @EventSourcingHandler
    void evolve(BudgetSet fact) {
        id = fact.budgetId();
        set = fact;
        told.clear();
    }

    @EventSourcingHandler
    void evolve(BudgetRemoved fact) {
        AggregateLifecycle.markDeleted();
    }

    @EventSourcingHandler
    void evolve(BudgetThresholdReached fact) {
        if (!fact.month().equals(month)) {
            month = fact.month();
            told.clear();
        }
        told.add(fact.basis() + "/" + fact.threshold());
    }

    private void tell(BudgetSet now, NoteSpend spend, Basis basis, BigDecimal figure) {
        List<Integer> reached = now.thresholds().stream()
                .filter(threshold -> figure.multiply(BigDecimal.valueOf(100))
                                .compareTo(now.monthlyLimit().multiply(BigDecimal.valueOf(threshold)))
                        >= 0)
                .toList();
        for (int threshold : reached) {
            if (!spend.month().equals(month) || !told.contains(basis + "/" + threshold)) {
                apply(new BudgetThresholdReached(
                        now.budgetId(),
                        now.tenantId(),
                        spend.month(),
                        basis,
                        threshold,
                        now.currency(),
                        figure,
                        now.monthlyLimit()));
            }
        }
    }
}
