package myidc.storage;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.SketchId;
import myidc.storage.SketchCommand.TakeSketch;
import myidc.storage.event.SketchEvent.SketchTaken;
import myidc.storage.event.SketchEvent.TenantsMeasured;
import myidc.storage.event.SketchEvent.VolumesAttributed;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A sketch that was taken in: it never changes, a later one takes its place. */
final class SketchUpload {
    static final int VOLUMES_MAX = 10_000;

    private static final int TAGS_MAX = 20;

    @AggregateIdentifier
    private @Nullable SketchId id;

    SketchUpload() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(TakeSketch command) {
        if (command.volumes().isEmpty() || command.shares().size() > VOLUMES_MAX) {
            throw Refused.field(
                    StorageRefusal.SKETCH_REFUSED,
                    "sketch",
                    "a pool has 1 to " + VOLUMES_MAX + " measured volumes, not "
                            + command.shares().size());
        }
        Check.optionalText("host", command.origin().host(), 200);
        Check.range("tag", command.origin().tags().size(), 0, TAGS_MAX);
        command.origin().tags().forEach(tag -> Check.text("tag", tag, 50));
        apply(new SketchTaken(
                command.sketchId(), command.poolId(), command.origin(), command.cut(), command.volumes()));
        apply(new VolumesAttributed(command.sketchId(), command.poolId(), command.at(), command.shares()));
        apply(new TenantsMeasured(command.sketchId(), command.poolId(), command.at(), command.tenants()));
    }

    @EventSourcingHandler
    void evolve(SketchTaken fact) {
        id = fact.sketchId();
    }
}
