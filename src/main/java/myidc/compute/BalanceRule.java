package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import myidc.compute.BalanceRuleCommand.SetBalanceRule;
import myidc.compute.BalanceRuleCommand.WithdrawBalanceRule;
import myidc.compute.event.BalanceRuleEvent.BalanceRuleSet;
import myidc.compute.event.BalanceRuleEvent.BalanceRuleWithdrawn;
import myidc.compute.event.BalanceTerms;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BalanceRuleId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** How hosts' loads are judged from an instant on. A rule that has begun stays in the book; a later one overrules it. */
final class BalanceRule {
    private static final int REASON_MAX = 500;

    @AggregateIdentifier
    private @Nullable BalanceRuleId id;

    private Instant from = Instant.EPOCH;
    private boolean withdrawn;

    BalanceRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(SetBalanceRule command, Clock clock) {
        Instant now = clock.instant();
        Instant begins = command.from() == null ? now : command.from();
        if (begins.isBefore(now)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "from", "from must not be in the past: rounds were held since");
        }
        BalanceTerms terms = command.terms();
        if (terms != null) {
            check(terms);
        }
        apply(new BalanceRuleSet(
                command.balanceRuleId(),
                command.siteId(),
                terms,
                begins,
                Check.text("reason", command.reason(), REASON_MAX)));
    }

    private static void check(BalanceTerms terms) {
        Check.range("threshold", terms.threshold(), 1, 100);
        Check.range("rounds", terms.rounds(), 1, 100);
        Check.range("everyMinutes", terms.everyMinutes(), 5, 1_440);
        Check.range("linkMbps", terms.linkMbps(), 1, 1_000_000);
        Check.range("pointsPerMinute", terms.pointsPerMinute(), 0, 1_000);
        Check.range("moves", terms.moves(), 1, 100);
    }

    @CommandHandler
    void decide(WithdrawBalanceRule command, Clock clock) {
        if (withdrawn) {
            throw Refused.because(ComputeRefusal.BALANCE_RULE_NOT_FOUND, "There is no such balancing rule");
        }
        if (!clock.instant().isBefore(from)) {
            throw Refused.because(
                    ComputeRefusal.BALANCE_RULE_BEGUN, "The rule began at " + from + "; set another one after it");
        }
        apply(new BalanceRuleWithdrawn(command.balanceRuleId()));
    }

    @EventSourcingHandler
    void evolve(BalanceRuleSet fact) {
        id = fact.balanceRuleId();
        from = fact.from();
    }

    @EventSourcingHandler
    void evolve(BalanceRuleWithdrawn fact) {
        withdrawn = true;
    }
}
