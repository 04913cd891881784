package myidc.tenancy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Caller;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.PersonCommand.RecordRefusedConsoleKey;
import myidc.tenancy.PersonCommand.RecordSignInByKey;
import myidc.tenancy.event.ConsoleSignIn;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.PersonView.State;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Signing in to the gateway of consoles as the person chose: by a key, or by password and second factor. Attempts count and are noted as those in a
 * browser; whether there is such a person, and what they chose, is not told.
 */
@Singleton
public final class ConsoleSignIns {
    private final People people;
    private final SignIn signIn;
    private final SignInThrottle throttle;
    private final Tenants tenants;
    private final Commands commands;
    private final Sequences sequences;

    ConsoleSignIns(
            People people,
            SignIn signIn,
            SignInThrottle throttle,
            Tenants tenants,
            Commands commands,
            Sequences sequences) {
        this.people = people;
        this.signIn = signIn;
        this.throttle = throttle;
        this.tenants = tenants;
        this.commands = commands;
        this.sequences = sequences;
    }

    /** What a person who gave the password is let in by, or a refusal. */
    public Pass byPassword(String username, String password, @Nullable String code, String address) {
        PersonView person = signIn.signIn(
                username,
                password,
                code,
                address,
                known -> known.tenantId != null && known.consoleSignIn == ConsoleSignIn.PASSWORD_KEYS);
        return new Pass(person.personId(), null, String.valueOf(person.passwordSetAt), address);
    }

    /** Whether a person of this name is let in by the key, told by type and Base64; refused after too many failures. */
    public boolean knows(String username, String key, String address) {
        throttle.check(username, address);
        return people.byUsername(username)
                .filter(person -> person.tenantId != null && letsIn(person, key))
                .isPresent();
    }

    /** What a person who proved to have the key is let in by, or a refusal. */
    public Pass byKey(String username, String key, String address) {
        PersonView person = people.byUsername(username).orElseThrow();
        signIn.mustBeAtHome(person, address);
        signIn.letIn(person, login -> new RecordSignInByKey(person.personId(), login, address));
        return new Pass(person.personId(), key, "", address);
    }

    /** Notes that somebody went away who had offered keys, none of them the person's: one attempt, however many keys. */
    public void keysRefused(String username, String address) {
        throttle.failed(username, address);
        people.byUsername(username)
                .ifPresent(known -> commands.sendAs(
                        SignIn.caller(known),
                        new RecordRefusedConsoleKey(known.personId(), sequences.next("login"), address)));
    }

    /** Who has the pass, while it still lets in: not once they are gone, or what let them in was changed. */
    public Optional<Caller> holder(Pass pass) {
        return people.find(pass.person())
                .filter(person -> person.state == State.ACTIVE && holds(person, pass))
                .flatMap(person -> Optional.ofNullable(person.tenantId)
                        .map(TenantId::new)
                        .filter(own -> !tenants.closed(own))
                        .map(own -> new Caller(
                                person.role,
                                pass.person(),
                                own,
                                pass.person().text(),
                                Set.of("*"),
                                person.restricted,
                                pass.address())));
    }

    private static boolean holds(PersonView person, Pass pass) {
        String key = pass.key();
        return key == null
                ? person.consoleSignIn == ConsoleSignIn.PASSWORD_KEYS
                        && Objects.equals(String.valueOf(person.passwordSetAt), pass.passwordSet())
                : letsIn(person, key);
    }

    private static boolean letsIn(PersonView person, String key) {
        return person.consoleSignIn != ConsoleSignIn.DISABLED
                && List.of(person.consoleKeys).stream()
                        .anyMatch(own -> ConsoleKeys.bare(own).equals(key));
    }

    /**
     * By what somebody was let in.
     *
     * @param key the public key, null when it was the password
     * @param passwordSet when the password was set that they gave
     * @param address from where they came
     */
    public record Pass(PersonId person, @Nullable String key, String passwordSet, String address) {}
}
