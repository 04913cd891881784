package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.PlacementRuleCommand.SetPlacementRule;
import myidc.compute.PlacementRuleCommand.WithdrawPlacementRule;
import myidc.compute.event.PlacementRuleEvent.PlacementRuleSet;
import myidc.compute.event.PlacementRuleEvent.PlacementRuleWithdrawn;
import myidc.compute.event.PlacementRuleEvent.PlacementWeightsSet;
import myidc.compute.packing.Policy;
import myidc.compute.packing.Weights;
import myidc.compute.packing.Weights.Weight;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PlacementRuleId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** By what hosts are chosen from an instant on. A rule that has begun stays in the book; a later one overrules it. */
final class PlacementRule {
    private static final int REASON_MAX = 500;

    @AggregateIdentifier
    private @Nullable PlacementRuleId id;

    private Instant from = Instant.EPOCH;
    private boolean withdrawn;

    PlacementRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(SetPlacementRule command, Clock clock) {
        Instant now = clock.instant();
        Instant begins = command.from() == null ? now : command.from();
        if (begins.isBefore(now)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "from", "from must not be in the past: guests were placed since");
        }
        Policy policy = command.policy();
        command.weights().forEach((weight, value) -> check(policy, weight, value));
        apply(new PlacementRuleSet(
                command.placementRuleId(),
                command.siteId(),
                policy.name(),
                begins,
                Check.text("reason", command.reason(), REASON_MAX)));
        List<String> weights = Weights.of(policy, command.weights()).lines();
        if (!weights.isEmpty()) {
            apply(new PlacementWeightsSet(command.placementRuleId(), weights));
        }
    }

    private static void check(Policy policy, Weight weight, BigDecimal value) {
        String field = "weights." + weight.word();
        Set<Weight> known = policy.usualWeights().keySet();
        if (!known.contains(weight)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " is none of the weights of " + policy + ", which are: "
                            + (known.isEmpty()
                                    ? "none"
                                    : known.stream().sorted().map(Weight::word).collect(Collectors.joining(", "))));
        }
        Check.range(field, value, weight.least(), weight.most());
        if (value.stripTrailingZeros().scale() > weight.decimals()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field
                            + (weight.decimals() == 0
                                    ? " must be a whole number"
                                    : " must have at most " + weight.decimals() + " decimals"));
        }
    }

    @CommandHandler
    void decide(WithdrawPlacementRule command, Clock clock) {
        if (withdrawn) {
            throw Refused.because(ComputeRefusal.PLACEMENT_RULE_NOT_FOUND, "There is no such placement rule");
        }
        if (!clock.instant().isBefore(from)) {
            throw Refused.because(
                    ComputeRefusal.PLACEMENT_RULE_BEGUN, "The rule began at " + from + "; set another one after it");
        }
        apply(new PlacementRuleWithdrawn(command.placementRuleId()));
    }

    @EventSourcingHandler
    void evolve(PlacementRuleSet fact) {
        id = fact.placementRuleId();
        from = fact.from();
    }

    @EventSourcingHandler
    void evolve(PlacementRuleWithdrawn fact) {
        withdrawn = true;
    }
}
