package myidc.compute;

import java.util.List;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask of where a guest is. */
public sealed interface MigrationCommand {
    /** Its part of the other host was reserved in the same call. */
    record MigrateInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            Place from,
            Place to,
            List<Candidate> candidates,
            int weighed)
            implements MigrationCommand {}

    /** The guest goes to a host that has room for its new size, which was reserved there in the same call, and gets it there. */
    record MoveToResize(
            @TargetAggregateIdentifier InstanceId instanceId,
            MigrateInstance move,
            GuestSize size,
            boolean warm,
            boolean diskFollows)
            implements MigrationCommand {}

    record ConfirmMigrated(@TargetAggregateIdentifier InstanceId instanceId) implements MigrationCommand {}
}
