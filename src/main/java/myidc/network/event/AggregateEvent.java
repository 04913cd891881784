package myidc.network.event;

import java.time.LocalDate;
import myidc.shared.id.AggregateId;
import org.jspecify.annotations.Nullable;

/** The life of an aggregate: a block of addresses as a registry gave it, or one set apart for private use. */
public sealed interface AggregateEvent {
    AggregateId aggregateId();

    /**
     * The house has this block.
     *
     * @param registry who gave it, such as {@code APNIC} or {@code RFC 1918}
     * @param givenOn when; null when unknown
     */
    record AggregateAdded(
            AggregateId aggregateId,
            String cidr,
            int family,
            String registry,
            @Nullable LocalDate givenOn,
            @Nullable String description)
            implements AggregateEvent {}

    record AggregateRetired(AggregateId aggregateId, String cidr) implements AggregateEvent {}
}
