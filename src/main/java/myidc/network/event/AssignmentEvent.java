package myidc.network.event;

import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of one assignment of an address. */
public sealed interface AssignmentEvent {
    AssignmentId assignmentId();

    /**
     * An address was given out.
     *
     * @param address in the usual notation, without a length
     * @param prefixLength length of its network, in bits
     * @param gateway the network's gateway; null when it has none
     * @param holder who has it, such as {@code instance-42}
     * @param tenantId whose it is; null when it is the house's own
     */
    record AddressAssigned(
            AssignmentId assignmentId,
            PrefixId prefixId,
            String address,
            int prefixLength,
            @Nullable String gateway,
            String holder,
            @Nullable TenantId tenantId,
            @Nullable String note)
            implements AssignmentEvent {}

    /** The address is free again. */
    record AddressReleased(AssignmentId assignmentId, PrefixId prefixId, String address, String holder)
            implements AssignmentEvent {}
}
