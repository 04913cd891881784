package myidc.compute;

import java.util.List;
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

    record ConfirmMigrated(@TargetAggregateIdentifier InstanceId instanceId) implements MigrationCommand {}
}
