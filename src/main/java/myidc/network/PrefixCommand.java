package myidc.network;

import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a prefix. */
public sealed interface PrefixCommand {
    /** Takes a block into use; see {@link myidc.network.event.PrefixEvent.PrefixAllocated} for its parts. */
    record AllocatePrefix(
            @TargetAggregateIdentifier PrefixId prefixId,
            SiteId siteId,
            String cidr,
            @Nullable String gateway,
            boolean pool)
            implements PrefixCommand {}

    record RetirePrefix(@TargetAggregateIdentifier PrefixId prefixId) implements PrefixCommand {}
}
