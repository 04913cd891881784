package myidc.network.event;

import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a prefix. */
public sealed interface PrefixEvent {
    PrefixId prefixId();

    /**
     * A block of addresses is used at a site from now on.
     *
     * @param cidr network address and length, such as {@code 203.0.113.0/24}
     * @param family 4 or 6
     * @param gateway never given out; null when the network has none
     * @param pool true when every address may be given out, network and broadcast addresses included
     */
    record PrefixAllocated(
            PrefixId prefixId,
            SiteId siteId,
            String cidr,
            int family,
            @Nullable String gateway,
            boolean pool) implements PrefixEvent {}

    /** A block without holders is used no more. */
    record PrefixRetired(PrefixId prefixId, String cidr) implements PrefixEvent {}
}
