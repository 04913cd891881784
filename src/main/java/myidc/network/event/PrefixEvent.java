package myidc.network.event;

import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/** The life of a prefix. */
public sealed interface PrefixEvent {
    PrefixId prefixId();

    /**
     * A block of addresses is used from now on.
     *
     * @param siteId where; null when it belongs to no single site
     * @param cidr network address and length, such as {@code 203.0.113.0/24}
     * @param family 4 or 6
     * @param gateway never given out; null when the network has none
     * @param pool true when every address may be given out, network and broadcast addresses included
     */
    record PrefixAllocated(
            PrefixId prefixId,
            @Nullable SiteId siteId,
            String cidr,
            int family,
            @Nullable String gateway,
            boolean pool) implements PrefixEvent {}

    /**
     * The block is more than a network of the global table for guests.
     *
     * @param space what it overlaps nothing in: 0 for the global table, the VRF's number, or, where that allows
     *     duplicates, minus the number of the outermost prefix
     * @param container whether it holds prefixes instead of giving out addresses
     * @param role name of what it is for, such as {@code GUESTS}
     */
    record PrefixFiled(
            PrefixId prefixId,
            @Nullable VrfId vrfId,
            long space,
            boolean container,
            @Nullable TenantId tenantId,
            String role,
            @Nullable String description)
            implements PrefixEvent {}

    /** What the block is for, whose it is and what is said of it are now these. */
    record PrefixDescribed(
            PrefixId prefixId,
            @Nullable TenantId tenantId,
            String role,
            @Nullable String description) implements PrefixEvent {}

    /** From now on an address given back rests so long before it may be given out again; 0 is not at all. */
    record QuarantineSet(PrefixId prefixId, long seconds) implements PrefixEvent {}

    /** A block without holders is used no more. */
    record PrefixRetired(PrefixId prefixId, String cidr) implements PrefixEvent {}
}
