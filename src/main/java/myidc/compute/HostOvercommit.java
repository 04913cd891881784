package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.HostCommand.ChangeOvercommit;
import myidc.compute.HostCommand.WithdrawOvercommitPlan;
import myidc.compute.event.HostEvent.OvercommitChanged;
import myidc.compute.event.HostEvent.OvercommitPlanWithdrawn;
import myidc.compute.event.HostEvent.OvercommitPlanned;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** How many times over a host may be promised: what was said last and has begun; what begins later is in force by itself then. */
abstract class HostOvercommit extends HostEncryption {
    private static final BigDecimal RATIO_MAX = BigDecimal.valueOf(32);
    private static final int PLANS_MAX = 20;
    private static final Duration AHEAD_MAX = Duration.ofDays(3_660);

    private Resources capacity = Resources.NONE;

    /** By what was said for at once. Snapshots know it by this name. */
    private Resources limit = Resources.NONE;

    private Instant changedAt = Instant.EPOCH;
    private final Map<Integer, OvercommitPlanned> plans = new HashMap<>();
    private int number;

    @CommandHandler
    void decide(ChangeOvercommit command, Clock clock) {
        Overcommit overcommit = command.overcommit();
        ratios("", overcommit);
        String reason = Check.text("reason", command.reason(), 200);
        Instant now = clock.instant();
        Instant from = command.from();
        if (from != null && from.isBefore(now)) {
            throw wrong("from must not be in the past: guests were placed since");
        }
        if (from != null && from.isAfter(now)) {
            plan(overcommit, from, reason, now);
        } else if (!overcommit.over(capacity).equals(most(now))) {
            apply(new OvercommitChanged(known(), overcommit, reason));
        }
    }

    private void plan(Overcommit overcommit, Instant from, String reason, Instant now) {
        if (from.isAfter(now.plus(AHEAD_MAX))) {
            throw wrong("from must be at most " + AHEAD_MAX.toDays() + " days ahead");
        }
        List<OvercommitPlanned> toCome =
                plans.values().stream().filter(plan -> plan.from().isAfter(now)).toList();
        for (OvercommitPlanned plan : toCome) {
            if (plan.from().equals(from)) {
                if (plan.overcommit().over(capacity).equals(overcommit.over(capacity))) {
                    return;
                }
                throw wrong("from must not be when another change begins; take that back first");
            }
        }
        if (toCome.size() >= PLANS_MAX) {
            throw Refused.because(
                    ComputeRefusal.HOST_STATE,
                    known() + " has " + PLANS_MAX + " changes of its overcommitment to come, which is the most");
        }
        apply(new OvercommitPlanned(known(), number + 1, overcommit, from, reason));
    }

    private static Refused wrong(String message) {
        return Refused.field(CommonRefusal.INVALID_FIELD, "from", message);
    }

    @CommandHandler
    void decide(WithdrawOvercommitPlan command, Clock clock) {
        OvercommitPlanned plan = plans.get(command.number());
        if (plan == null) {
            throw Refused.because(ComputeRefusal.OVERCOMMIT_PLAN_NOT_FOUND, "There is no such change to come");
        }
        if (!clock.instant().isBefore(plan.from())) {
            throw Refused.because(
                    ComputeRefusal.OVERCOMMIT_PLAN_BEGUN,
                    "The change began at " + plan.from() + "; make another one after it");
        }
        apply(new OvercommitPlanWithdrawn(known(), command.number()));
    }

    static void ratios(String prefix, Overcommit overcommit) {
        ratio(prefix + "vcpu", overcommit.vcpu());
        ratio(prefix + "memory", overcommit.memory());
    }

    private static void ratio(String field, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(RATIO_MAX) > 0 || value.scale() > 4) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " must be above 0, at most " + RATIO_MAX + ", with at most 4 decimals");
        }
    }

    /** The most that may be promised at an instant that is not before the last fact. */
    Resources most(Instant at) {
        return plans.values().stream()
                .filter(plan -> plan.from().isAfter(changedAt) && !plan.from().isAfter(at))
                .max(Comparator.comparing(OvercommitPlanned::from))
                .map(plan -> plan.overcommit().over(capacity))
                .orElse(limit);
    }

    void enabled(Resources has, Overcommit overcommit) {
        capacity = has;
        limit = overcommit.over(has);
    }

    @EventSourcingHandler
    void evolve(OvercommitChanged fact, @Timestamp Instant at) {
        limit = fact.overcommit().over(capacity);
        changedAt = at;
    }

    @EventSourcingHandler
    void evolve(OvercommitPlanned fact) {
        number = fact.number();
        plans.put(number, fact);
    }

    @EventSourcingHandler
    void evolve(OvercommitPlanWithdrawn fact) {
        plans.remove(fact.number());
    }
}
