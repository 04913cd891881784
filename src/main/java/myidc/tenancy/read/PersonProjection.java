package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.platform.axon.Projection;
import myidc.platform.privacy.Personal;
import myidc.platform.privacy.Sealing;
import myidc.shared.id.PersonId;
import myidc.tenancy.ConsoleKeys;
import myidc.tenancy.SignInAddresses;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.PersonEvent.ConsoleKeyRefused;
import myidc.tenancy.event.PersonEvent.ConsoleKeysSet;
import myidc.tenancy.event.PersonEvent.ConsoleSignInChosen;
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
import myidc.tenancy.event.PersonEvent.SecondFactorRefused;
import myidc.tenancy.event.PersonEvent.SecondFactorRenewed;
import myidc.tenancy.event.PersonEvent.SignInFromElsewhereRefused;
import myidc.tenancy.event.PersonEvent.SignInLimited;
import myidc.tenancy.event.PersonEvent.SignInRefused;
import myidc.tenancy.event.PersonEvent.SignInUnlimited;
import myidc.tenancy.event.PersonEvent.SignedIn;
import myidc.tenancy.event.PersonEvent.SignedInByKey;
import myidc.tenancy.event.PersonEvent.SshKeyAdded;
import myidc.tenancy.event.PersonEvent.SshKeyRelabelled;
import myidc.tenancy.event.PersonEvent.SshKeyRemoved;
import myidc.tenancy.event.PersonEvent.UsernameChanged;
import myidc.tenancy.event.PersonProfile;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PersonView}, {@link SshKeyView} and {@link LoginView}; what its person's key no longer opens is blank. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class PersonProjection implements Projection {
    private final Sealing sealing;

    PersonProjection(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public String name() {
        return "tenancy.people";
    }

    @Override
    public List<String> tables() {
        return List.of("person_view", "ssh_key_view", "login_view");
    }

    @EventHandler
    void on(PersonInvited fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PersonView person = new PersonView();
        person.id = fact.personId().value();
        person.version = version;
        person.role = fact.role();
        person.tenantId = fact.tenantId() == null ? null : fact.tenantId().value();
        person.restricted = fact.restricted();
        person.username = sealing.text(fact.username());
        person.grants = GrantsText.write(Grants.NONE);
        person.invitedAt = at;
        profile(person, fact.profile());
        person.persist();
    }

    @EventHandler
    void on(UsernameChanged fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).username = sealing.text(fact.username());
    }

    @EventHandler
    void on(ProfileChanged fact, @SequenceNumber Long version) {
        profile(changed(fact.personId(), version), fact.profile());
    }

    @EventHandler
    void on(PasswordSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        changed(fact.personId(), version).passwordSetAt = at;
    }

    @EventHandler
    void on(RestrictionSet fact, @SequenceNumber Long version) {
        PersonView person = changed(fact.personId(), version);
        person.restricted = fact.restricted();
        person.grants = GrantsText.write(Grants.NONE);
    }

    @EventHandler
    void on(GrantsSet fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).grants = GrantsText.write(fact.grants());
    }

    @EventHandler
    void on(SignedIn fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.LET_IN));
    }

    @EventHandler
    void on(SignedInByKey fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.LET_IN_BY_KEY));
    }

    @EventHandler
    void on(SignInRefused fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.PASSWORD_WRONG));
    }

    @EventHandler
    void on(SecondFactorRefused fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.CODE_WRONG));
    }

    @EventHandler
    void on(SignInFromElsewhereRefused fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.ELSEWHERE));
    }

    @EventHandler
    void on(ConsoleKeyRefused fact, @Timestamp Instant at, @SequenceNumber Long version) {
        login(changed(fact.personId(), version), new Attempt(fact.login(), at, fact.address(), Outcome.KEY_UNKNOWN));
    }

    @EventHandler
    void on(ConsoleSignInChosen fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).consoleSignIn = fact.method();
    }

    @EventHandler
    void on(ConsoleKeysSet fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).consoleKeys =
                ConsoleKeys.read(sealing.text(fact.keys())).toArray(String[]::new);
    }

    @EventHandler
    void on(SignInLimited fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).signInFrom =
                SignInAddresses.read(sealing.text(fact.prefixes())).toArray(String[]::new);
    }

    @EventHandler
    void on(SignInUnlimited fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).signInFrom = new String[0];
    }

    @EventHandler
    void on(SecondFactorEnabled fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).secondFactor = true;
    }

    @EventHandler
    void on(SecondFactorRenewed fact, @SequenceNumber Long version) {
        changed(fact.personId(), version);
    }

    @EventHandler
    void on(ScratchCodeUsed fact, @SequenceNumber Long version) {
        changed(fact.personId(), version);
    }

    @EventHandler
    void on(SecondFactorDisabled fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).secondFactor = false;
    }

    @EventHandler
    void on(SshKeyAdded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        changed(fact.personId(), version);
        SshKeyView key = new SshKeyView();
        key.id = fact.sshKeyId().value();
        key.personId = fact.personId().value();
        key.label = sealing.text(fact.label());
        key.key = sealing.text(fact.key());
        key.addedAt = at;
        key.persist();
    }

    @EventHandler
    void on(SshKeyRelabelled fact, @SequenceNumber Long version) {
        changed(fact.personId(), version);
        SshKeyView.<SshKeyView>findByIdOptional(fact.sshKeyId().value()).orElseThrow().label =
                sealing.text(fact.label());
    }

    @EventHandler
    void on(SshKeyRemoved fact, @SequenceNumber Long version) {
        changed(fact.personId(), version);
        SshKeyView.deleteById(fact.sshKeyId().value());
    }

    @EventHandler
    void on(PersonRemoved fact, @SequenceNumber Long version) {
        changed(fact.personId(), version).state = PersonView.State.REMOVED;
        forgetKeys(fact.personId());
    }

    @EventHandler
    void on(PersonErased fact, @SequenceNumber Long version) {
        PersonView person = changed(fact.personId(), version);
        person.state = PersonView.State.ERASED;
        person.username = "";
        person.signInFrom = new String[0];
        person.consoleKeys = new String[0];
        blank(person);
        forgetKeys(fact.personId());
        LoginView.update("address = '' where personId = ?1", person.id);
    }

    private static void forgetKeys(PersonId person) {
        SshKeyView.<SshKeyView>list("personId", person.value()).forEach(SshKeyView::delete);
    }

    private static PersonView changed(PersonId id, long version) {
        PersonView person = PersonView.<PersonView>findByIdOptional(id.value()).orElseThrow();
        person.version = version;
        return person;
    }

    private void profile(PersonView person, Personal sealed) {
        Optional<PersonProfile> profile = sealing.open(sealed, PersonProfile.class);
        if (profile.isEmpty()) {
            blank(person);
            return;
        }
        person.email = profile.get().email();
        person.displayName = profile.get().displayName();
        person.timeZone = profile.get().timeZone();
        person.language = profile.get().language();
        person.emailNotifications = profile.get().emailNotifications();
    }

    private static void blank(PersonView person) {
        person.email = null;
        person.displayName = null;
        person.timeZone = null;
        person.language = null;
        person.emailNotifications = false;
    }

    private void login(PersonView person, Attempt attempt) {
        person.lastLoginAt = attempt.at();
        person.lastLoginOk = attempt.letIn();
        LoginView login = new LoginView();
        login.id = attempt.number();
        login.personId = person.id;
        login.tenantId = person.tenantId;
        login.at = attempt.at();
        login.address = sealing.text(attempt.address());
        login.restricted = person.restricted;
        login.successful = attempt.letIn();
        login.codeWrong = attempt.outcome() == Outcome.CODE_WRONG;
        login.elsewhere = attempt.outcome() == Outcome.ELSEWHERE;
        login.withCode = login.successful ? attempt.outcome() == Outcome.LET_IN && person.secondFactor : null;
        login.keyUnknown = attempt.outcome() == Outcome.KEY_UNKNOWN;
        login.persist();
    }

    private record Attempt(long number, Instant at, Personal address, Outcome outcome) {
        boolean letIn() {
            return outcome == Outcome.LET_IN || outcome == Outcome.LET_IN_BY_KEY;
        }
    }

    private enum Outcome {
        LET_IN,
        LET_IN_BY_KEY,
        PASSWORD_WRONG,
        CODE_WRONG,
        ELSEWHERE,
        KEY_UNKNOWN
    }
}
