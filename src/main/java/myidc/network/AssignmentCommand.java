package myidc.network;

import java.util.List;
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

    /** The address stays its tenant's when its holder goes. */
    record ReserveAddress(@TargetAggregateIdentifier AssignmentId assignmentId, List<String> tags)
            implements AssignmentCommand {}

    /** The address goes back with its holder. */
    record UnreserveAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}

    /** The address answers, or answers no more, on somebody besides its holder. */
    record ShareAddress(@TargetAggregateIdentifier AssignmentId assignmentId, String with, boolean wanted)
            implements AssignmentCommand {}

    /** Takes an address back; doing so again changes nothing. It rests if its prefix says so. */
    record ReleaseAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}

    /** Takes an address back to give it to somebody else in the same call, without a rest. */
    record HandOverAddress(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}

    /** Ends the rest of an address that was given back. */
    record LiftQuarantine(@TargetAggregateIdentifier AssignmentId assignmentId) implements AssignmentCommand {}
}
