package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.util.Objects;
import myidc.billing.CostRateCommand.Costing;
import myidc.billing.CostRateCommand.EnterCostRate;
import myidc.billing.CostRateCommand.WithdrawCostRate;
import myidc.billing.event.CostKind;
import myidc.billing.event.CostRateEvent.CostRateEntered;
import myidc.billing.event.CostRateEvent.CostRateWithdrawn;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.CostRateId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A cost rate: one for each kind, item, currency and month from which it holds. */
final class CostRate {
    private static final String CLAIM = "billing.cost-rate";
    private static final String ANY = "*";
    private static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(1_000_000_000);
    private static final int DECIMALS_MAX = 8;
    private static final int MONTHS_MAX = 240;

    @AggregateIdentifier
    private @Nullable CostRateId id;

    private String key = "";
    private boolean withdrawn;

    CostRate() {}

    @CommandHandler
    CostRate(EnterCostRate command, Claims claims) {
        Costing costing = command.costing();
        String item = Check.text("item", costing.item(), 100);
        if (costing.kind().ofCloud() && item.equals(ANY)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "item", "item must name the cloud");
        }
        if (!costing.kind().ofCloud() && costing.kind() != CostKind.DEVICE && !item.equals(ANY)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "item", "item must be * of what is neither device nor cloud");
        }
        boolean device = costing.kind() == CostKind.DEVICE;
        Check.range("months", costing.months(), device ? 1 : 0, device ? MONTHS_MAX : 0);
        Check.range("amount", costing.amount(), BigDecimal.ZERO, AMOUNT_MAX);
        if (costing.amount().stripTrailingZeros().scale() > DECIMALS_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "amount", "amount must have at most " + DECIMALS_MAX + " decimals");
        }
        String currency = Currencies.check("currency", costing.currency());
        claims.take(
                new Claims.Claim(CLAIM, key(costing, item), "from"),
                command.rateId().text(),
                BillingRefusal.COST_RATE_EXISTS);
        apply(new CostRateEntered(
                command.rateId(), costing.kind(), item, currency, costing.amount(), costing.months(), costing.from()));
    }

    @CommandHandler
    void decide(WithdrawCostRate command, Claims claims) {
        if (!withdrawn) {
            claims.release(CLAIM, key, Objects.requireNonNull(id).text());
            apply(new CostRateWithdrawn(command.rateId()));
        }
    }

    @EventSourcingHandler
    void evolve(CostRateEntered fact) {
        id = fact.rateId();
        key = key(
                new Costing(fact.kind(), fact.item(), fact.currency(), fact.amount(), fact.months(), fact.from()),
                fact.item());
    }

    @EventSourcingHandler
    void evolve(CostRateWithdrawn fact) {
        withdrawn = true;
    }

    private static String key(Costing costing, String item) {
        return costing.kind() + "/" + item + "/" + costing.currency() + "/" + costing.from();
    }
}
