package myidc.tenancy.event;

import myidc.platform.privacy.Personal;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.SshKeyId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a person: staff, or a tenant's user. */
public sealed interface PersonEvent {
    PersonId personId();

    /**
     * A person was given a way in.
     *
     * @param tenantId the tenant of its user, null for staff
     * @param restricted true for a tenant's user who has only what grants give
     * @param profile a sealed {@link PersonProfile}
     */
    record PersonInvited(
            PersonId personId,
            Role role,
            @Nullable TenantId tenantId,
            boolean restricted,
            Personal username,
            Personal profile)
            implements PersonEvent {}

    /** The person signs in under another name from now on. */
    record UsernameChanged(PersonId personId, Personal username) implements PersonEvent {}

    /** The person's profile is from now on this one; a sealed {@link PersonProfile}. */
    record ProfileChanged(PersonId personId, Personal profile) implements PersonEvent {}

    /** A password was set; neither it nor its hash is told. */
    record PasswordSet(PersonId personId) implements PersonEvent {}

    /** A tenant's user was restricted to grants, or freed of them. */
    record RestrictionSet(PersonId personId, boolean restricted) implements PersonEvent {}

    /** A restricted user has these grants from now on. */
    record GrantsSet(PersonId personId, Grants grants) implements PersonEvent {}

    /**
     * The person signed in.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record SignedIn(PersonId personId, long login, Personal address) implements PersonEvent {}

    /**
     * Somebody tried to sign in as this person and was refused.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record SignInRefused(PersonId personId, long login, Personal address) implements PersonEvent {}

    /**
     * Somebody knew this person's password and no code of the second factor.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record SecondFactorRefused(PersonId personId, long login, Personal address) implements PersonEvent {}

    /** From now on the person shows a code beside the password; no secret is told. */
    record SecondFactorEnabled(PersonId personId) implements PersonEvent {}

    /** Another secret, with a scratch code of its own, took the place of the former. */
    record SecondFactorRenewed(PersonId personId) implements PersonEvent {}

    /** The person signed in by the code that is good once; they have none now until they renew. */
    record ScratchCodeUsed(PersonId personId) implements PersonEvent {}

    /**
     * The password alone will do again.
     *
     * @param by the person themselves, or who helped them
     */
    record SecondFactorDisabled(PersonId personId, PersonId by) implements PersonEvent {}

    /**
     * From now on the person signs in from these addresses alone.
     *
     * @param prefixes sealed, one a line
     */
    record SignInLimited(PersonId personId, Personal prefixes) implements PersonEvent {}

    /**
     * The person signs in from anywhere again.
     *
     * @param by the person themselves, or who helped them
     */
    record SignInUnlimited(PersonId personId, PersonId by) implements PersonEvent {}

    /**
     * Somebody knew this person's password and was where the person may not sign in from.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record SignInFromElsewhereRefused(PersonId personId, long login, Personal address) implements PersonEvent {}

    /**
     * The person signed in to the gateway of consoles by one of the keys for it.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record SignedInByKey(PersonId personId, long login, Personal address) implements PersonEvent {}

    /**
     * Somebody offered keys as this person at the gateway of consoles, and none of them was the person's.
     *
     * @param login number of this attempt
     * @param address sealed network address
     */
    record ConsoleKeyRefused(PersonId personId, long login, Personal address) implements PersonEvent {}

    /** From now on the person signs in to the gateway of consoles in this way. */
    record ConsoleSignInChosen(PersonId personId, ConsoleSignIn method) implements PersonEvent {}

    /**
     * From now on the person signs in to the gateway of consoles by these public keys.
     *
     * @param keys sealed, one a line
     */
    record ConsoleKeysSet(PersonId personId, Personal keys) implements PersonEvent {}

    /** A public key was added; it may carry a name in its comment, and so it is sealed. */
    record SshKeyAdded(PersonId personId, SshKeyId sshKeyId, Personal label, Personal key) implements PersonEvent {}

    /** A public key got another label. */
    record SshKeyRelabelled(PersonId personId, SshKeyId sshKeyId, Personal label) implements PersonEvent {}

    /** A public key was removed. */
    record SshKeyRemoved(PersonId personId, SshKeyId sshKeyId) implements PersonEvent {}

    /** The person has no way in any more; their name is free. */
    record PersonRemoved(PersonId personId) implements PersonEvent {}

    /** The person's key was destroyed; what it sealed is gone everywhere. */
    record PersonErased(PersonId personId) implements PersonEvent {}
}
