package myidc.network;

import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a prefix. */
public sealed interface PrefixCommand {
    /** Takes a block into use; see {@link myidc.network.event.PrefixEvent.PrefixAllocated} for its parts. */
    record AllocatePrefix(
            @TargetAggregateIdentifier PrefixId prefixId,
            @Nullable SiteId siteId,
            String cidr,
            @Nullable String gateway,
            boolean pool,
            Filing filing)
            implements PrefixCommand {
        public AllocatePrefix(PrefixId prefixId, SiteId siteId, String cidr, @Nullable String gateway, boolean pool) {
            this(prefixId, siteId, cidr, gateway, pool, Filing.PLAIN);
        }
    }

    /** Says anew what the block is for, whose it is, and how long its addresses rest. */
    record DescribePrefix(
            @TargetAggregateIdentifier PrefixId prefixId,
            @Nullable TenantId tenantId,
            PrefixRole role,
            @Nullable String description,
            long quarantineSeconds,
            @Nullable Long expectedVersion)
            implements PrefixCommand {}

    record RetirePrefix(@TargetAggregateIdentifier PrefixId prefixId) implements PrefixCommand {}
}
