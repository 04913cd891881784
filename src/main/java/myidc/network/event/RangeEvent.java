package myidc.network.event;

import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;
import org.jspecify.annotations.Nullable;

/** The life of a range of addresses inside a prefix. */
public sealed interface RangeEvent {
    RangeId rangeId();

    /**
     * These addresses are set apart; the prefix's next free address leaves them out.
     *
     * @param purpose {@code DHCP}, {@code RESERVED} or {@code POOL}
     */
    record RangeSetApart(
            RangeId rangeId,
            PrefixId prefixId,
            String first,
            String last,
            String purpose,
            @Nullable String description) implements RangeEvent {}

    record RangeRetired(RangeId rangeId, PrefixId prefixId, String first, String last) implements RangeEvent {}
}
