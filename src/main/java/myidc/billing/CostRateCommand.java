package myidc.billing;

import java.math.BigDecimal;
import java.time.YearMonth;
import myidc.billing.event.CostKind;
import myidc.shared.id.CostRateId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a cost rate. */
public sealed interface CostRateCommand {
    record EnterCostRate(@TargetAggregateIdentifier CostRateId rateId, Costing costing) implements CostRateCommand {}

    /** Withdrawn already, it changes nothing. */
    record WithdrawCostRate(@TargetAggregateIdentifier CostRateId rateId) implements CostRateCommand {}

    /** What costs how much from when. */
    record Costing(CostKind kind, String item, String currency, BigDecimal amount, int months, YearMonth from) {}
}
