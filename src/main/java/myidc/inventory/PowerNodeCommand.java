package myidc.inventory;

import java.time.Instant;
import java.util.List;
import myidc.inventory.event.PowerKind;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import myidc.inventory.event.PowerNodeEvent.PowerRating;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of what hands on power. */
public sealed interface PowerNodeCommand {
    record InstallPowerNode(
            @TargetAggregateIdentifier PowerNodeId powerNodeId,
            SiteId siteId,
            Wiring wiring,
            PowerKind kind,
            String name,
            PowerRating rating)
            implements PowerNodeCommand {}

    record RatePowerNode(
            @TargetAggregateIdentifier PowerNodeId powerNodeId,
            @Nullable Long expectedVersion,
            String name,
            PowerRating rating)
            implements PowerNodeCommand {}

    record RewirePowerNode(
            @TargetAggregateIdentifier PowerNodeId powerNodeId,
            @Nullable Long expectedVersion,
            @Nullable PowerNodeId parentId)
            implements PowerNodeCommand {}

    record RecordPower(@TargetAggregateIdentifier PowerNodeId powerNodeId, Instant measuredAt, List<LegReading> legs)
            implements PowerNodeCommand {}

    record RetirePowerNode(@TargetAggregateIdentifier PowerNodeId powerNodeId) implements PowerNodeCommand {}

    /** What supplies a node, and the rack it serves. */
    record Wiring(@Nullable PowerNodeId parentId, @Nullable RackId rackId) {}
}
