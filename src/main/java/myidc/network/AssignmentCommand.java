package myidc.network;

import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an assignment of an address. */
public sealed interface AssignmentCommand {
    /** Gives an address out; made by {@link AddressPicker}, in the same call. */
    record AssignAddress(
            @TargetAggregateIdentifier AssignmentId assignmentId,
            PrefixId prefixId,
            String address,
            int prefixLength,
            @Nullable String gateway,
            Holder holder)
            implements AssignmentCommand {}

    /** Takes an address back; doing so again changes nothing. */
    record ReleaseAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}
}
