package myidc.network;

import myidc.shared.id.VrfId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a VRF. */
public sealed interface VrfCommand {
    /** See {@link myidc.network.event.VrfEvent.VrfDefined} for its parts. */
    record DefineVrf(
            @TargetAggregateIdentifier VrfId vrfId,
            String name,
            @Nullable String routeDistinguisher,
            boolean duplicates,
            @Nullable String description)
            implements VrfCommand {}

    record DescribeVrf(
            @TargetAggregateIdentifier VrfId vrfId,
            String name,
            @Nullable String routeDistinguisher,
            @Nullable String description,
            @Nullable Long expectedVersion)
            implements VrfCommand {}

    record RetireVrf(@TargetAggregateIdentifier VrfId vrfId) implements VrfCommand {}
}
