package myidc.tenancy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.PersonCommand.RecordRefusedPlace;
import myidc.tenancy.PersonCommand.RecordRefusedSecondFactor;
import myidc.tenancy.PersonCommand.RecordRefusedSignIn;
import myidc.tenancy.PersonCommand.RecordSignIn;
import myidc.tenancy.PersonCommand.UseScratchCode;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by name and password, from where the person may, and by a code where the person has a second factor. Whether the name or the password
 * was wrong is not told, not even by the time taken.
 */
@Singleton
public final class SignIn {
    private static final int TEXT_CHARS_MAX = 200;
    private final People people;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final SignInThrottle throttle;
    private final Tenants tenants;
    private final Commands commands;
    private final Sequences sequences;

    SignIn(
            People people,
            Passwords passwords,
            SecondFactors factors,
            SignInThrottle throttle,
            Tenants tenants,
            Commands commands,
            Sequences sequences) {
        this.people = people;
        this.passwords = passwords;
        this.factors = factors;
        this.throttle = throttle;
        this.tenants = tenants;
        this.commands = commands;
        this.sequences = sequences;
    }

    /** The person, or a refusal; either is noted, but for a code that is asked for and was not sent. */
    public PersonView signIn(String username, String password, @Nullable String code, String address) {
        return signIn(username, password, code, address, person -> true);
    }

    /** As above; whom the password does not let in is refused as if it were wrong. */
    PersonView signIn(
            String username, String password, @Nullable String code, String address, Predicate<PersonView> byPassword) {
        if (username.length() > TEXT_CHARS_MAX || password.length() > TEXT_CHARS_MAX) {
            throw refused();
        }
        throttle.check(username, address);
        Optional<PersonView> person = people.byUsername(username);
        boolean proven = passwords.matches(person.filter(byPassword).map(PersonView::personId), password);
        if (person.isEmpty() || !proven) {
            throttle.failed(username, address);
            person.ifPresent(known -> commands.sendAs(
                    caller(known), new RecordRefusedSignIn(known.personId(), sequences.next("login"), address)));
            throw refused();
        }
        PersonView known = person.get();
        mustBeAtHome(known, address);
        if (known.secondFactor) {
            passSecond(known, code, address);
        }
        throttle.succeeded(username);
        return letIn(known, login -> new RecordSignIn(known.personId(), login, address));
    }

    void mustBeAtHome(PersonView known, String address) {
        if (!SignInAddresses.letIn(List.of(known.signInFrom), address)) {
            throttle.failed(known.username, address);
            commands.sendAs(caller(known), new RecordRefusedPlace(known.personId(), sequences.next("login"), address));
            throw Refused.because(TenancyRefusal.SIGN_IN_ELSEWHERE, "This person does not sign in from " + address);
        }
    }

    /** Notes that somebody who proved to be this person signed in, by a command made of the attempt's number. */
    PersonView letIn(PersonView known, LongFunction<PersonCommand> noted) {
        if (known.tenantId != null && tenants.closed(new TenantId(known.tenantId))) {
            throw Refused.because(TenancyRefusal.ACCOUNT_CLOSED, "The account is closed");
        }
        commands.sendAs(caller(known), noted.apply(sequences.next("login")));
        return known;
    }

    private void passSecond(PersonView person, @Nullable String code, String address) {
        if (code == null || code.isBlank()) {
            throw Refused.because(
                    TenancyRefusal.SECOND_FACTOR_NEEDED, "A code of the authenticator, or the scratch code, is needed");
        }
        PersonId id = person.personId();
        if (factors.passes(id, code)) {
            return;
        }
        if (factors.hasScratch(id, code)) {
            commands.sendAs(caller(person), new UseScratchCode(id));
            return;
        }
        throttle.failed(person.username, address);
        commands.sendAs(caller(person), new RecordRefusedSecondFactor(id, sequences.next("login"), address));
        throw Refused.because(TenancyRefusal.SECOND_FACTOR_REFUSED, "The code is wrong or was used before");
    }

    /** Whether this is the person's password, as asked before a change of it; counted like a sign-in. */
    public boolean proves(PersonView person, String password, String address) {
        throttle.check(person.username, address);
        boolean proven = passwords.matches(Optional.of(new PersonId(person.id)), password);
        if (!proven) {
            throttle.failed(person.username, address);
        }
        return proven;
    }

    /** The address is told by the fact alone, where it is sealed. */
    static Caller caller(PersonView person) {
        Long tenant = person.tenantId;
        return new Caller(
                person.role,
                person.personId(),
                tenant == null ? null : new TenantId(tenant),
                person.personId().text(),
                Set.of(),
                person.restricted,
                "sign-in");
    }

    private static Refused refused() {
        return Refused.because(TenancyRefusal.SIGN_IN_REFUSED, "Username or password is wrong");
    }
}
