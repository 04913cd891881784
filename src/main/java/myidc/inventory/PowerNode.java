package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.inventory.PowerNodeCommand.InstallPowerNode;
import myidc.inventory.PowerNodeCommand.RatePowerNode;
import myidc.inventory.PowerNodeCommand.RecordPower;
import myidc.inventory.PowerNodeCommand.RetirePowerNode;
import myidc.inventory.PowerNodeCommand.RewirePowerNode;
import myidc.inventory.event.PowerAlarm;
import myidc.inventory.event.PowerKind;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import myidc.inventory.event.PowerNodeEvent.PowerAlarmCleared;
import myidc.inventory.event.PowerNodeEvent.PowerAlarmRaised;
import myidc.inventory.event.PowerNodeEvent.PowerMeasured;
import myidc.inventory.event.PowerNodeEvent.PowerNodeInstalled;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRated;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRetired;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRewired;
import myidc.inventory.event.PowerNodeEvent.PowerRating;
import myidc.inventory.power.AlarmRule;
import myidc.inventory.power.PowerChain;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.SiteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A panel, UPS, feed, PDU or bank: what it is made for, what supplies it, what its meter said. */
final class PowerNode {
    private static final Pattern SIDE = Pattern.compile("[AB]");
    private static final Pattern LEG = Pattern.compile("L[123]");
    private static final int WATTS_MAX = 10_000_000;

    @AggregateIdentifier
    private @Nullable PowerNodeId id;

    private @Nullable SiteId siteId;
    private @Nullable PowerNodeId parentId;
    private PowerKind kind = PowerKind.PANEL;
    private String name = "";
    private @Nullable PowerRating rating;
    private @Nullable Instant measuredAt;
    private @Nullable PowerAlarm alarm;
    private boolean retired;

    PowerNode() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(InstallPowerNode command, PowerWires wires) {
        PowerRating wanted = checked(command.rating());
        PowerNodeId parent = command.wiring().parentId();
        wires.install(command.powerNodeId(), command.siteId(), parent, command.kind());
        apply(new PowerNodeInstalled(
                command.powerNodeId(),
                command.siteId(),
                parent,
                command.wiring().rackId(),
                command.kind(),
                Check.text("name", command.name(), 80),
                wanted));
    }

    @CommandHandler
    void decide(RatePowerNode command, PowerWires wires) {
        refuseRetired();
        Check.version(command.expectedVersion(), getVersion());
        PowerRating wanted = checked(command.rating());
        String given = Check.text("name", command.name(), 80);
        if (!wanted.equals(rating) || !given.equals(name)) {
            wires.refusePluggedAbove(command.powerNodeId(), wanted.outlets());
            apply(new PowerNodeRated(command.powerNodeId(), given, wanted));
        }
    }

    @CommandHandler
    void decide(RewirePowerNode command, PowerWires wires) {
        refuseRetired();
        Check.version(command.expectedVersion(), getVersion());
        if (!Objects.equals(command.parentId(), parentId)) {
            wires.rewire(command.powerNodeId(), requireNonNull(siteId), command.parentId(), kind);
            apply(new PowerNodeRewired(command.powerNodeId(), command.parentId()));
        }
    }

    @CommandHandler
    void decide(RecordPower command, Clock clock) {
        refuseRetired();
        if (command.measuredAt().isAfter(clock.instant())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "measuredAt", "measuredAt must not be in the future");
        }
        Check.range("legs", command.legs().size(), 1, 3);
        Set<String> seen = new HashSet<>();
        for (LegReading leg : command.legs()) {
            Check.matches("legs.leg", leg.leg(), LEG, "must be L1, L2 or L3");
            Check.range("legs.watts", leg.watts(), 0, WATTS_MAX);
            if (!seen.add(leg.leg())) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "legs.leg", "legs.leg must not name a leg twice");
            }
        }
        Instant before = measuredAt;
        apply(new PowerMeasured(command.powerNodeId(), command.measuredAt(), List.copyOf(command.legs())));
        if (before == null || !command.measuredAt().isBefore(before)) {
            judge(command.powerNodeId(), command.legs());
        }
    }

    /** A reading that comes late says nothing of how things are now. */
    private void judge(PowerNodeId node, List<LegReading> legs) {
        PowerRating made = requireNonNull(rating);
        long usableW = PowerChain.usableW(new PowerChain.Node(
                node.value(),
                null,
                made.side(),
                made.leg(),
                made.volts(),
                made.amps(),
                made.phases(),
                made.deratingPercent(),
                made.powerFactor()));
        long most = legs.stream().mapToLong(LegReading::watts).max().orElse(0);
        long percent = usableW == 0 ? 0 : most * made.phases() * 100 / usableW;
        PowerAlarm now = AlarmRule.after(alarm, percent);
        if (now == alarm) {
            return;
        }
        if (now == null) {
            apply(new PowerAlarmCleared(node, percent));
        } else {
            apply(new PowerAlarmRaised(node, now, percent));
        }
    }

    @CommandHandler
    void decide(RetirePowerNode command, PowerWires wires) {
        refuseRetired();
        wires.retire(command.powerNodeId());
        apply(new PowerNodeRetired(command.powerNodeId()));
    }

    @EventSourcingHandler
    void evolve(PowerNodeInstalled fact) {
        id = fact.powerNodeId();
        siteId = fact.siteId();
        parentId = fact.parentId();
        kind = fact.kind();
        name = fact.name();
        rating = fact.rating();
    }

    @EventSourcingHandler
    void evolve(PowerNodeRated fact) {
        name = fact.name();
        rating = fact.rating();
    }

    @EventSourcingHandler
    void evolve(PowerNodeRewired fact) {
        parentId = fact.parentId();
    }

    @EventSourcingHandler
    void evolve(PowerMeasured fact) {
        Instant before = measuredAt;
        measuredAt = before == null || before.isBefore(fact.measuredAt()) ? fact.measuredAt() : before;
    }

    @EventSourcingHandler
    void evolve(PowerAlarmRaised fact) {
        alarm = fact.alarm();
    }

    @EventSourcingHandler
    void evolve(PowerAlarmCleared fact) {
        alarm = null;
    }

    @EventSourcingHandler
    void evolve(PowerNodeRetired fact) {
        retired = true;
    }

    private void refuseRetired() {
        if (retired) {
            throw Refused.because(InventoryRefusal.POWER_NODE_NOT_FOUND, "The node was taken away");
        }
    }

    private static PowerRating checked(PowerRating rating) {
        if (rating.side() != null) {
            Check.matches("side", rating.side(), SIDE, "must be A or B");
        }
        if (rating.leg() != null) {
            Check.matches("leg", rating.leg(), LEG, "must be L1, L2 or L3");
        }
        if (rating.phases() != 1 && rating.phases() != 3) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "phases", "phases must be 1 or 3");
        }
        if (rating.phases() == 3 && rating.leg() != null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "leg", "leg must be absent when there are three phases");
        }
        Check.range("volts", rating.volts(), 12, 40_000);
        Check.range("amps", rating.amps(), 1, 10_000);
        Check.range("deratingPercent", rating.deratingPercent(), 1, 100);
        Check.range("powerFactor", rating.powerFactor(), new BigDecimal("0.1"), BigDecimal.ONE);
        Check.range("outlets", rating.outlets(), 0, 200);
        return rating;
    }
}
