package myidc.tenancy;

import java.util.List;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.SshKeyId;
import myidc.shared.id.TenantId;
import myidc.tenancy.event.ConsoleSignIn;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.PersonProfile;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a person's record. */
public sealed interface PersonCommand {
    record InvitePerson(
            @TargetAggregateIdentifier PersonId personId,
            Role role,
            @Nullable TenantId tenantId,
            boolean restricted,
            String username,
            PersonProfile profile)
            implements PersonCommand {}

    record ChangeUsername(@TargetAggregateIdentifier PersonId personId, String username) implements PersonCommand {}

    record ChangeProfile(@TargetAggregateIdentifier PersonId personId, PersonProfile profile)
            implements PersonCommand {}

    record SetPassword(@TargetAggregateIdentifier PersonId personId, HashedPassword password)
            implements PersonCommand {}

    record SetRestriction(@TargetAggregateIdentifier PersonId personId, boolean restricted) implements PersonCommand {}

    record SetGrants(@TargetAggregateIdentifier PersonId personId, Grants grants) implements PersonCommand {}

    /** Gives a restricted user everything on one thing, which they made; others need no grant. */
    record AddGrant(@TargetAggregateIdentifier PersonId personId, String thing, long id) implements PersonCommand {}

    record RecordSignIn(@TargetAggregateIdentifier PersonId personId, long login, String address)
            implements PersonCommand {}

    record RecordRefusedSignIn(@TargetAggregateIdentifier PersonId personId, long login, String address)
            implements PersonCommand {}

    record RecordRefusedSecondFactor(
            @TargetAggregateIdentifier PersonId personId, long login, String address) implements PersonCommand {}

    /** Makes the secret that was offered last the person's second factor. */
    record EnableSecondFactor(@TargetAggregateIdentifier PersonId personId, SecondFactorProof proof)
            implements PersonCommand {}

    record UseScratchCode(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    /** Takes the second factor off: the person's own wish, or help for one who lost the device. */
    record DisableSecondFactor(@TargetAggregateIdentifier PersonId personId, PersonId by) implements PersonCommand {}

    record RecordRefusedPlace(@TargetAggregateIdentifier PersonId personId, long login, String address)
            implements PersonCommand {}

    /**
     * Lets the person sign in from these addresses alone, or from anywhere for none.
     *
     * @param by the person themselves, or who helps them
     */
    record LimitSignIn(@TargetAggregateIdentifier PersonId personId, List<String> prefixes, PersonId by)
            implements PersonCommand {}

    record RecordSignInByKey(@TargetAggregateIdentifier PersonId personId, long login, String address)
            implements PersonCommand {}

    record RecordRefusedConsoleKey(
            @TargetAggregateIdentifier PersonId personId, long login, String address) implements PersonCommand {}

    record ChooseConsoleSignIn(@TargetAggregateIdentifier PersonId personId, ConsoleSignIn method)
            implements PersonCommand {}

    /** Lets the person in to consoles by these public keys, and by no others. */
    record SetConsoleKeys(@TargetAggregateIdentifier PersonId personId, List<String> keys) implements PersonCommand {}

    record AddSshKey(@TargetAggregateIdentifier PersonId personId, SshKeyId sshKeyId, String label, String key)
            implements PersonCommand {}

    record RelabelSshKey(@TargetAggregateIdentifier PersonId personId, SshKeyId sshKeyId, String label)
            implements PersonCommand {}

    record RemoveSshKey(@TargetAggregateIdentifier PersonId personId, SshKeyId sshKeyId) implements PersonCommand {}

    record RemovePerson(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    record ErasePerson(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}
}
