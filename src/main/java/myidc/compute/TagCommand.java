package myidc.compute;

import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a tag. */
public sealed interface TagCommand {
    record CreateTag(@TargetAggregateIdentifier TagId tagId, TenantId tenantId, String label) implements TagCommand {}

    record DropTag(@TargetAggregateIdentifier TagId tagId) implements TagCommand {}
}
