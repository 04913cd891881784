package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.platform.db.Claims;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.platform.privacy.Sealing;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.SshKeyId;
import myidc.tenancy.PersonCommand.AddGrant;
import myidc.tenancy.PersonCommand.AddSshKey;
import myidc.tenancy.PersonCommand.ChangeProfile;
import myidc.tenancy.PersonCommand.ChangeUsername;
import myidc.tenancy.PersonCommand.DisableSecondFactor;
import myidc.tenancy.PersonCommand.EnableSecondFactor;
import myidc.tenancy.PersonCommand.ErasePerson;
import myidc.tenancy.PersonCommand.InvitePerson;
import myidc.tenancy.PersonCommand.RelabelSshKey;
import myidc.tenancy.PersonCommand.RemovePerson;
import myidc.tenancy.PersonCommand.RemoveSshKey;
import myidc.tenancy.PersonCommand.SetGrants;
import myidc.tenancy.PersonCommand.SetPassword;
import myidc.tenancy.PersonCommand.SetRestriction;
import myidc.tenancy.PersonCommand.UseScratchCode;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.PersonEvent.GrantsSet;
import myidc.tenancy.event.PersonEvent.PasswordSet;
import myidc.tenancy.event.PersonEvent.PersonErased;
import myidc.tenancy.event.PersonEvent.PersonInvited;
import myidc.tenancy.event.PersonEvent.PersonRemoved;
import myidc.tenancy.event.PersonEvent.ProfileChanged;
import myidc.tenancy.event.PersonEvent.RestrictionSet;
import myidc.tenancy.event.PersonEvent.ScratchCodeUsed;
import myidc.tenancy.event.PersonEvent.SecondFactorDisabled;
import myidc.tenancy.event.PersonEvent.SecondFactorEnabled;
import myidc.tenancy.event.PersonEvent.SecondFactorRenewed;
import myidc.tenancy.event.PersonEvent.SshKeyAdded;
import myidc.tenancy.event.PersonEvent.SshKeyRelabelled;
import myidc.tenancy.event.PersonEvent.SshKeyRemoved;
import myidc.tenancy.event.PersonEvent.UsernameChanged;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A person: one name to sign in by, what they may do, the keys they let in. */
final class Person extends PersonSignIns {
    static final int SSH_KEYS_MAX = 100;
    /** Rules of a username after Linode's API reference, "Create a user". */
    private static final Pattern USERNAME =
            Pattern.compile("(?=.{3,32}$)[a-zA-Z0-9](?:(?!--|__|-_|_-)[a-zA-Z0-9_-])*[a-zA-Z0-9]");

    private @Nullable Personal username;
    private boolean restricted;
    private boolean secondFactor;
    private Grants grants = Grants.NONE;
    private Set<Long> sshKeys = new HashSet<>();

    Person() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(InvitePerson command, Claims claims, Sealing sealing, PersonKeys keys) {
        PersonId person = command.personId();
        if ((command.role() == Role.TENANT) != (command.tenantId() != null) || command.role() == Role.PROGRAM) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "role", "role must be TENANT for a tenant's user, and only for one");
        }
        String name = username(command.username());
        claimUsername(claims, person, name);
        apply(new PersonInvited(
                person,
                command.role(),
                command.tenantId(),
                command.restricted(),
                keys.seal(person.text(), name),
                sealing.seal(person.text(), Profiles.checked(command.profile()))));
    }

    @CommandHandler
    void decide(ChangeUsername command, Claims claims, PersonKeys keys) {
        present();
        String name = username(command.username());
        String former = opened(keys);
        if (name.equals(former)) {
            return;
        }
        claimUsername(claims, command.personId(), name);
        if (!name.equalsIgnoreCase(former)) {
            releaseUsername(claims, command.personId(), former);
        }
        apply(new UsernameChanged(
                command.personId(), keys.seal(command.personId().text(), name)));
    }

    @CommandHandler
    void decide(ChangeProfile command, Sealing sealing) {
        present();
        apply(new ProfileChanged(
                command.personId(), sealing.seal(command.personId().text(), Profiles.checked(command.profile()))));
    }

    @CommandHandler
    void decide(SetPassword command, Passwords passwords) {
        present();
        passwords.keep(command.personId(), command.password());
        apply(new PasswordSet(command.personId()));
    }

    @CommandHandler
    void decide(SetRestriction command) {
        present();
        if (role != Role.TENANT && command.restricted()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "restricted", "only a tenant's user can be restricted");
        }
        if (restricted != command.restricted()) {
            apply(new RestrictionSet(command.personId(), command.restricted()));
        }
    }

    @CommandHandler
    void decide(SetGrants command) {
        present();
        if (!restricted) {
            throw Refused.because(
                    CommonRefusal.INVALID_FIELD, "Unrestricted users have all grants; restrict the user first");
        }
        if (!grants.equals(command.grants())) {
            apply(new GrantsSet(command.personId(), command.grants()));
        }
    }

    @CommandHandler
    void decide(AddGrant command) {
        present();
        if (restricted && !Grants.READ_WRITE.equals(grants.on(command.thing(), command.id()))) {
            apply(new GrantsSet(command.personId(), grants.with(command.thing(), command.id(), Grants.READ_WRITE)));
        }
    }

    @CommandHandler
    void decide(EnableSecondFactor command, SecondFactors factors) {
        present();
        factors.confirm(command.personId(), command.proof());
        apply(secondFactor ? new SecondFactorRenewed(command.personId()) : new SecondFactorEnabled(command.personId()));
    }

    @CommandHandler
    void decide(UseScratchCode command, SecondFactors factors) {
        present();
        factors.spendScratch(command.personId());
        apply(new ScratchCodeUsed(command.personId()));
    }

    @CommandHandler
    void decide(DisableSecondFactor command, SecondFactors factors) {
        present();
        factors.forget(command.personId());
        if (secondFactor) {
            apply(new SecondFactorDisabled(command.personId(), command.by()));
        }
    }

    @CommandHandler
    void decide(AddSshKey command, PersonKeys keys) {
        present();
        if (sshKeys.size() >= SSH_KEYS_MAX) {
            throw Refused.because(
                    TenancyRefusal.SSH_KEYS_EXHAUSTED, "A person may have at most " + SSH_KEYS_MAX + " SSH keys");
        }
        String key = SshKeys.checked(command.key());
        String label = SshKeys.checkedLabel(command.label());
        String sealedBy = command.personId().text();
        apply(new SshKeyAdded(
                command.personId(), command.sshKeyId(), keys.seal(sealedBy, label), keys.seal(sealedBy, key)));
    }

    @CommandHandler
    void decide(RelabelSshKey command, PersonKeys keys) {
        present();
        mustHave(command.sshKeyId());
        String label = SshKeys.checkedLabel(command.label());
        apply(new SshKeyRelabelled(
                command.personId(),
                command.sshKeyId(),
                keys.seal(command.personId().text(), label)));
    }

    @CommandHandler
    void decide(RemoveSshKey command) {
        present();
        mustHave(command.sshKeyId());
        apply(new SshKeyRemoved(command.personId(), command.sshKeyId()));
    }

    @CommandHandler
    void decide(RemovePerson command, Claims claims, PersonKeys keys, Passwords passwords) {
        present();
        leave(command.personId(), claims, keys, passwords);
        apply(new PersonRemoved(command.personId()));
    }

    @CommandHandler
    void decide(ErasePerson command, Claims claims, PersonKeys keys, Passwords passwords) {
        if (erased) {
            throw gone();
        }
        leave(command.personId(), claims, keys, passwords);
        apply(new PersonErased(command.personId()));
        keys.destroy(command.personId().text());
    }

    @EventSourcingHandler
    void evolve(PersonInvited fact) {
        id = fact.personId();
        role = fact.role();
        username = fact.username();
        restricted = fact.restricted();
    }

    @EventSourcingHandler
    void evolve(UsernameChanged fact) {
        username = fact.username();
    }

    @EventSourcingHandler
    void evolve(RestrictionSet fact) {
        restricted = fact.restricted();
        grants = Grants.NONE;
    }

    @EventSourcingHandler
    void evolve(SecondFactorEnabled fact) {
        secondFactor = true;
    }

    @EventSourcingHandler
    void evolve(SecondFactorDisabled fact) {
        secondFactor = false;
    }

    @EventSourcingHandler
    void evolve(GrantsSet fact) {
        grants = fact.grants();
    }

    @EventSourcingHandler
    void evolve(SshKeyAdded fact) {
        sshKeys.add(fact.sshKeyId().value());
    }

    @EventSourcingHandler
    void evolve(SshKeyRemoved fact) {
        sshKeys.remove(fact.sshKeyId().value());
    }

    private void leave(PersonId person, Claims claims, PersonKeys keys, Passwords passwords) {
        if (!removed) {
            releaseUsername(claims, person, opened(keys));
            passwords.forget(person);
        }
    }

    private void mustHave(SshKeyId key) {
        if (!sshKeys.contains(key.value())) {
            throw Refused.because(TenancyRefusal.SSH_KEY_NOT_FOUND, "Not found");
        }
    }

    private String opened(PersonKeys keys) {
        Personal sealed = username;
        return sealed == null ? "" : keys.open(sealed).orElse("");
    }

    private static String username(String sent) {
        return Check.matches(
                "username",
                sent,
                USERNAME,
                "must have 3 to 32 letters, digits, dashes and underscores, and begin and end with a letter or digit");
    }

    /** Names differ by more than case, or one person could pass for another. */
    private static void claimUsername(Claims claims, PersonId person, String name) {
        claims.take(
                new Claims.Claim("tenancy.username", name.toLowerCase(Locale.ROOT), "username"),
                person.text(),
                TenancyRefusal.USERNAME_TAKEN);
    }

    private static void releaseUsername(Claims claims, PersonId person, String name) {
        claims.release("tenancy.username", name.toLowerCase(Locale.ROOT), person.text());
    }
}
