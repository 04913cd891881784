package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.event.BalanceTerms;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.packing.Rebalancing;
import myidc.compute.packing.Rebalancing.Advice;
import myidc.compute.packing.Rebalancing.Rules;
import myidc.compute.placement.SiteBalance;
import myidc.compute.placement.WaveStarts;
import myidc.compute.placement.WaveStarts.Said;
import myidc.compute.read.BalanceRounds;
import myidc.compute.read.BalanceRounds.Move;
import myidc.compute.read.BalanceRounds.Round;
import myidc.compute.read.BalanceRuleView;
import myidc.compute.read.BalanceRules;
import myidc.compute.read.HostView;
import myidc.compute.read.MeasuredLoads;
import myidc.compute.read.MeasuredLoads.Load;
import myidc.compute.read.PlacedGuests;
import myidc.compute.read.PlacedGuests.Placed;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Judges the hosts of each site in rounds, by what was measured of their guests. Moves are advised once imbalance was above
 * the threshold for so many rounds in a row as the rule in force says; one round below it, or without measurements, and
 * counting starts anew.
 */
@Singleton
final class BalanceAdvisor {
    private static final Logger LOG = Logger.getLogger(BalanceAdvisor.class);
    private static final Caller ADVISOR = Caller.program("balance");
    private static final Pace PACE = new Pace(2, 10);

    /** Measurements come so much later than they were made, and a round than it is due. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final double MBIT_PER_MIB = 8.388608;
    private static final double MIB_PER_100_GIB = 102_400;
    private static final double SECONDS_PER_MINUTE = 60;

    private final BalanceTable table;
    private final Reads reads;
    private final WaveStarts waves;
    private final Commands commands;
    private final CurrentCaller callers;
    private final Clock clock;
    private volatile boolean stopping;

    BalanceAdvisor(
            BalanceTable table, Reads reads, WaveStarts waves, Commands commands, CurrentCaller callers, Clock clock) {
        this.table = table;
        this.reads = reads;
        this.waves = waves;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (SiteId site : stopping ? List.<SiteId>of() : table.sites()) {
            BalanceRuleView rule = reads.rules().inForce(site).orElse(null);
            BalanceTerms terms = rule == null ? null : rule.terms();
            Instant now = clock.instant();
            if (rule != null && terms != null && table.take(site, now, Duration.ofMinutes(terms.everyMinutes()))) {
                try {
                    callers.runAs(ADVISOR, () -> hold(site, rule.id, terms, now));
                } catch (RuntimeException e) {
                    LOG.errorf(e, "A round of %s was not held", site);
                }
            }
        }
    }

    private void hold(SiteId site, long rule, BalanceTerms terms, Instant now) {
        List<HostView> hosts = reads.balance().active(site);
        List<Placed> guests = reads.guests().of(site);
        Instant since = now.minus(Duration.ofMinutes(terms.everyMinutes())).minus(LATE);
        Map<Long, Load> loads = guests.size() > PlacedGuests.GUESTS_MAX
                ? Map.of()
                : reads.loads().of(site, guests, since, now);
        Advice advice = loads.isEmpty() ? null : reads.balance().advise(site, hosts, guests, rules(terms), loads);
        boolean above = advice != null && advice.imbalance() > terms.threshold();
        int standing = above ? standing(site, rule) + 1 : 0;
        Advice due = above && standing >= terms.rounds() ? advice : null;
        List<Move> moves = due == null ? List.of() : moves(due, guests, terms);
        commands.perform(
                () -> table.keep(
                        site,
                        new Round(
                                now,
                                rule,
                                terms.threshold(),
                                terms.rounds(),
                                standing,
                                hosts.size(),
                                guests.size(),
                                loads.size(),
                                advice == null ? null : points(advice.imbalance()),
                                advice == null ? null : points(least(advice)),
                                advice == null ? null : points(most(advice)),
                                due == null ? null : due.stop().name(),
                                due == null ? null : points(due.imbalanceAfter()),
                                terms.propose() ? proposed(site, moves, terms, standing) : null,
                                moves)),
                () -> Boolean.TRUE);
    }

    /** Rounds by another rule do not count. */
    private int standing(SiteId site, long rule) {
        return reads.rounds().of(site, null, 1).stream()
                .filter(round -> round.ruleId() == rule)
                .mapToInt(Round::standing)
                .findFirst()
                .orElse(0);
    }

    /** What it costs to move 100 GiB is what copying it takes. */
    private static Rules rules(BalanceTerms terms) {
        return new Rules(terms.threshold(), minutes(MIB_PER_100_GIB, terms) * terms.pointsPerMinute(), terms.moves());
    }

    private static double minutes(double mib, BalanceTerms terms) {
        return mib * MBIT_PER_MIB / terms.linkMbps() / SECONDS_PER_MINUTE;
    }

    private static List<Move> moves(Advice advice, List<Placed> guests, BalanceTerms terms) {
        Map<Long, Placed> byId = guests.stream().collect(Collectors.toMap(Placed::id, guest -> guest));
        return advice.moves().stream()
                .map(move -> {
                    Placed guest = byId.get(move.guest());
                    return new Move(
                            move.guest(),
                            guest == null ? "" : guest.label(),
                            move.from().host(),
                            move.to().host(),
                            move.copyMb(),
                            points(minutes((double) move.copyMb(), terms)),
                            points(move.gain()),
                            points(move.cost()),
                            points(move.imbalanceAfter()));
                })
                .toList();
    }

    /** Once: while such a wave waits or is under way, there is no second one. */
    private @Nullable Long proposed(SiteId site, List<Move> moves, BalanceTerms terms, int standing) {
        if (moves.isEmpty() || table.isRebalanced(site)) {
            return null;
        }
        Map<Long, Long> goals = new LinkedHashMap<>();
        moves.forEach(move -> goals.put(move.instanceId(), move.toHostId()));
        WaveId wave = waves.next();
        try {
            waves.rebalance(
                    wave,
                    site,
                    goals,
                    new Said(PACE, "imbalance above " + terms.threshold() + " for " + standing + " rounds"));
            return wave.value();
        } catch (Refused refused) {
            LOG.infof("Moves of %s are advised and not proposed: %s", site, refused.detail());
            return null;
        }
    }

    private static double least(Advice advice) {
        return advice.hosts().stream()
                .mapToDouble(Rebalancing.Loaded::before)
                .min()
                .orElse(0);
    }

    private static double most(Advice advice) {
        return advice.hosts().stream()
                .mapToDouble(Rebalancing.Loaded::before)
                .max()
                .orElse(0);
    }

    private static BigDecimal points(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    /** What rounds are held by. */
    @Singleton
    record Reads(
            BalanceRules rules, BalanceRounds rounds, SiteBalance balance, PlacedGuests guests, MeasuredLoads loads) {}
}
