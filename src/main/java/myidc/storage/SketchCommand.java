package myidc.storage;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.PoolId;
import myidc.shared.id.SketchId;
import myidc.storage.event.SketchEvent;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a sketch of volumes. */
public sealed interface SketchCommand {
    /** Takes a sketch in, with what it makes of all the pool's volumes. */
    record TakeSketch(
            @TargetAggregateIdentifier SketchId sketchId,
            PoolId poolId,
            Instant at,
            SketchEvent.Origin origin,
            SketchEvent.Cut cut,
            List<SketchEvent.Measured> volumes,
            List<SketchEvent.Share> shares,
            List<SketchEvent.TenantShare> tenants)
            implements SketchCommand {}
}
