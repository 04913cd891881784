package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import myidc.inventory.event.PowerNodeEvent.PowerAlarmCleared;
import myidc.inventory.event.PowerNodeEvent.PowerAlarmRaised;
import myidc.inventory.event.PowerNodeEvent.PowerMeasured;
import myidc.inventory.event.PowerNodeEvent.PowerNodeInstalled;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRated;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRetired;
import myidc.inventory.event.PowerNodeEvent.PowerNodeRewired;
import myidc.inventory.event.PowerNodeEvent.PowerRating;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.RackId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link PowerNodeView}, what it showed before, and what its meter said. */
@Singleton
@ProcessingGroup("inventory.read")
public final class PowerNodeProjection implements Projection {
    static final String HISTORY = "powernode";

    private final Histories histories;
    private final Sql sql;

    PowerNodeProjection(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "inventory.power";
    }

    @Override
    public List<String> tables() {
        return List.of("power_node_view", "power_reading");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(PowerNodeInstalled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PowerNodeView node = new PowerNodeView();
        PowerNodeId parent = fact.parentId();
        RackId rack = fact.rackId();
        node.id = fact.powerNodeId().value();
        node.version = version;
        node.siteId = fact.siteId().value();
        node.parentId = parent == null ? null : parent.value();
        node.rackId = rack == null ? null : rack.value();
        node.kind = fact.kind().name();
        node.name = fact.name();
        rate(node, fact.rating());
        node.installedAt = at;
        node.persist();
        histories.show(HISTORY, node.id, at, node);
    }

    @EventHandler
    void on(PowerNodeRated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.powerNodeId(), at, version, node -> {
            node.name = fact.name();
            rate(node, fact.rating());
        });
    }

    @EventHandler
    void on(PowerNodeRewired fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PowerNodeId parent = fact.parentId();
        change(fact.powerNodeId(), at, version, node -> node.parentId = parent == null ? null : parent.value());
    }

    @EventHandler
    void on(PowerMeasured fact, @Timestamp Instant at, @SequenceNumber Long version) {
        int watts = fact.legs().stream().mapToInt(LegReading::watts).sum();
        sql.change(
                "insert into power_reading (node_id, measured_at, watts) values (?, ?, ?)"
                        + " on conflict (node_id, measured_at) do update set watts = excluded.watts",
                fact.powerNodeId().value(),
                fact.measuredAt(),
                watts);
        change(fact.powerNodeId(), at, version, node -> {
            Instant before = node.measuredAt;
            if (before == null || !fact.measuredAt().isBefore(before)) {
                node.measuredAt = fact.measuredAt();
                node.measuredLegs = fact.legs();
                node.measuredW = watts;
                node.measuredVa = voltAmperes(fact.legs());
            }
        });
    }

    @EventHandler
    void on(PowerAlarmRaised fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.powerNodeId(), at, version, node -> {
            node.alarm = fact.alarm().name();
            node.alarmSince = at;
        });
    }

    @EventHandler
    void on(PowerAlarmCleared fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.powerNodeId(), at, version, node -> {
            node.alarm = null;
            node.alarmSince = null;
        });
    }

    @EventHandler
    void on(PowerNodeRetired fact, @Timestamp Instant at) {
        PowerNodeView.deleteById(fact.powerNodeId().value());
        histories.end(HISTORY, fact.powerNodeId().value(), at);
    }

    private static void rate(PowerNodeView node, PowerRating rating) {
        node.side = rating.side();
        node.volts = rating.volts();
        node.amps = rating.amps();
        node.phases = rating.phases();
        node.leg = rating.leg();
        node.deratingPercent = rating.deratingPercent();
        node.powerFactor = rating.powerFactor();
        node.outlets = rating.outlets();
    }

    /** Null as soon as one leg's is unknown. */
    private static @Nullable Integer voltAmperes(List<LegReading> legs) {
        int sum = 0;
        for (LegReading leg : legs) {
            Integer one = leg.voltAmperes();
            if (one == null) {
                return null;
            }
            sum += one;
        }
        return sum;
    }

    private void change(PowerNodeId id, Instant at, long version, Consumer<PowerNodeView> what) {
        PowerNodeView node = PowerNodeView.findById(id.value());
        what.accept(node);
        node.version = version;
        histories.show(HISTORY, node.id, at, node);
    }
}
