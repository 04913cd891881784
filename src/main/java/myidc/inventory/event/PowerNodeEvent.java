package myidc.inventory.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of what hands on power: a panel, UPS, feed, PDU or bank. */
public sealed interface PowerNodeEvent {
    PowerNodeId powerNodeId();

    /**
     * A node came into use.
     *
     * @param parentId what supplies it; null when it is supplied from outside
     * @param rackId the rack it serves; null when it serves several
     */
    record PowerNodeInstalled(
            PowerNodeId powerNodeId,
            SiteId siteId,
            @Nullable PowerNodeId parentId,
            @Nullable RackId rackId,
            PowerKind kind,
            String name,
            PowerRating rating)
            implements PowerNodeEvent {}

    /** A node's name or rating was set anew. */
    record PowerNodeRated(PowerNodeId powerNodeId, String name, PowerRating rating) implements PowerNodeEvent {}

    /** A node hangs on another from now on. */
    record PowerNodeRewired(
            PowerNodeId powerNodeId, @Nullable PowerNodeId parentId) implements PowerNodeEvent {}

    /** What a node carried was read from a meter. */
    record PowerMeasured(PowerNodeId powerNodeId, Instant measuredAt, List<LegReading> legs)
            implements PowerNodeEvent {}

    /**
     * A node's load came near to, or over, what it may carry for long; or fell back to where it only warns.
     *
     * @param percent of what it may carry for long, on the leg that carries most
     */
    record PowerAlarmRaised(PowerNodeId powerNodeId, PowerAlarm alarm, long percent) implements PowerNodeEvent {}

    /** A node's load is clearly below again. */
    record PowerAlarmCleared(PowerNodeId powerNodeId, long percent) implements PowerNodeEvent {}

    /** A node without load was taken away. */
    record PowerNodeRetired(PowerNodeId powerNodeId) implements PowerNodeEvent {}

    /**
     * What a node is made for.
     *
     * @param side A or B; null when it belongs to neither
     * @param volts between the legs when there are three, else between leg and neutral
     * @param amps of its breaker, per leg
     * @param phases 1 or 3
     * @param leg L1, L2 or L3 when a single-phase node hangs on one leg of three; null when not said
     * @param deratingPercent part of the breaker that may be carried for long
     * @param powerFactor watts in a volt-ampere
     * @param outlets sockets for power supplies, numbered from 1
     */
    record PowerRating(
            @Nullable String side,
            int volts,
            int amps,
            int phases,
            @Nullable String leg,
            int deratingPercent,
            BigDecimal powerFactor,
            int outlets) {}

    /** What one leg carried; volt-amperes are null when the meter does not tell. */
    record LegReading(String leg, int watts, @Nullable Integer voltAmperes) {}
}
