package myidc.network;

import java.time.LocalDate;
import myidc.shared.id.AggregateId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an aggregate. */
public sealed interface AggregateCommand {
    /** See {@link myidc.network.event.AggregateEvent.AggregateAdded} for its parts. */
    record AddAggregate(
            @TargetAggregateIdentifier AggregateId aggregateId,
            String cidr,
            String registry,
            @Nullable LocalDate givenOn,
            @Nullable String description)
            implements AggregateCommand {}

    record RetireAggregate(@TargetAggregateIdentifier AggregateId aggregateId) implements AggregateCommand {}
}
