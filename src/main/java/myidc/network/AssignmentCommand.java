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

    /** Sets the name that the address answers with; null takes it away. */
    record SetReverseName(
            @TargetAggregateIdentifier AssignmentId assignmentId,
            @Nullable String name) implements AssignmentCommand {}

    /** Takes an address back; doing so again changes nothing. It rests if its prefix says so. */
    record ReleaseAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}

    /** Takes an address back to give it to somebody else in the same call, without a rest. */
    record HandOverAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}

    /** Ends the rest of an address that was given back. */
    record LiftQuarantine(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}
}
