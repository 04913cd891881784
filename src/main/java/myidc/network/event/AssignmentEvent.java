package myidc.network.event;

import java.time.Instant;
import java.util.List;
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

    /**
     * The address was given out for something other than a host's ordinary use.
     *
     * @param role name of what it is for, such as {@code VIRTUAL} or {@code RESERVATION}
     * @param expiresAt when it goes back by itself; null when it does not
     */
    record AddressClassed(
            AssignmentId assignmentId,
            String address,
            String role,
            @Nullable Instant expiresAt) implements AssignmentEvent {}

    /**
     * The address answers with this name, or, when null, with none of its own.
     *
     * @param name a host name without the dot at its end
     */
    record ReverseNameSet(
            AssignmentId assignmentId,
            String address,
            @Nullable String name) implements AssignmentEvent {}

    /**
     * The address stays its tenant's when its holder goes.
     *
     * @param tags what the tenant sorts it by
     */
    record AddressReserved(AssignmentId assignmentId, String address, List<String> tags) implements AssignmentEvent {}

    /** The address goes back with its holder. */
    record AddressUnreserved(AssignmentId assignmentId, String address) implements AssignmentEvent {}

    /**
     * The address answers on these too, besides its holder.
     *
     * @param with such as {@code instance-42}; none when it is shared no more
     */
    record AddressShared(AssignmentId assignmentId, String address, List<String> with) implements AssignmentEvent {}

    /** The address has no holder any more. */
    record AddressReleased(AssignmentId assignmentId, PrefixId prefixId, String address, String holder)
            implements AssignmentEvent {}

    /** The address given back is given out again at this instant at the earliest. */
    record AddressQuarantined(AssignmentId assignmentId, PrefixId prefixId, String address, Instant until)
            implements AssignmentEvent {}

    /** The address may be given out again at once. */
    record QuarantineLifted(AssignmentId assignmentId, PrefixId prefixId, String address) implements AssignmentEvent {}
}
