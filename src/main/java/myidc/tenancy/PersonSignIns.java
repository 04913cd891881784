package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.tenancy.PersonCommand.ChooseConsoleSignIn;
import myidc.tenancy.PersonCommand.LimitSignIn;
import myidc.tenancy.PersonCommand.RecordRefusedConsoleKey;
import myidc.tenancy.PersonCommand.RecordRefusedPlace;
import myidc.tenancy.PersonCommand.RecordRefusedSecondFactor;
import myidc.tenancy.PersonCommand.RecordRefusedSignIn;
import myidc.tenancy.PersonCommand.RecordSignIn;
import myidc.tenancy.PersonCommand.RecordSignInByKey;
import myidc.tenancy.PersonCommand.SetConsoleKeys;
import myidc.tenancy.event.ConsoleSignIn;
import myidc.tenancy.event.PersonEvent.ConsoleKeyRefused;
import myidc.tenancy.event.PersonEvent.ConsoleKeysSet;
import myidc.tenancy.event.PersonEvent.ConsoleSignInChosen;
import myidc.tenancy.event.PersonEvent.PersonErased;
import myidc.tenancy.event.PersonEvent.PersonRemoved;
import myidc.tenancy.event.PersonEvent.SecondFactorRefused;
import myidc.tenancy.event.PersonEvent.SignInFromElsewhereRefused;
import myidc.tenancy.event.PersonEvent.SignInLimited;
import myidc.tenancy.event.PersonEvent.SignInRefused;
import myidc.tenancy.event.PersonEvent.SignInUnlimited;
import myidc.tenancy.event.PersonEvent.SignedIn;
import myidc.tenancy.event.PersonEvent.SignedInByKey;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** How a person signs in, from where, and who tried to; and whether there is still such a person. */
abstract class PersonSignIns {
    @AggregateIdentifier
    @Nullable
    PersonId id;

    Role role = Role.TENANT;
    boolean removed;
    boolean erased;
    private boolean limited;
    private ConsoleSignIn consoleSignIn = ConsoleSignIn.KEYS_ONLY;
    private @Nullable Personal consoleKeys;

    @CommandHandler
    void decide(RecordSignIn command, PersonKeys keys) {
        present();
        apply(new SignedIn(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(RecordRefusedSignIn command, PersonKeys keys) {
        present();
        apply(new SignInRefused(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(RecordRefusedSecondFactor command, PersonKeys keys) {
        present();
        apply(new SecondFactorRefused(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(RecordRefusedPlace command, PersonKeys keys) {
        present();
        apply(new SignInFromElsewhereRefused(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(RecordSignInByKey command, PersonKeys keys) {
        present();
        apply(new SignedInByKey(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(RecordRefusedConsoleKey command, PersonKeys keys) {
        present();
        apply(new ConsoleKeyRefused(command.personId(), command.login(), sealed(keys, command.address())));
    }

    @CommandHandler
    void decide(LimitSignIn command, PersonKeys keys) {
        present();
        List<String> prefixes = SignInAddresses.checked(command.prefixes());
        if (!prefixes.isEmpty()) {
            apply(new SignInLimited(command.personId(), sealed(keys, SignInAddresses.text(prefixes))));
        } else if (limited) {
            apply(new SignInUnlimited(command.personId(), command.by()));
        }
    }

    @CommandHandler
    void decide(ChooseConsoleSignIn command) {
        present();
        if (role != Role.TENANT) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "lish_auth_method", "lish_auth_method is for tenants' users alone");
        }
        if (consoleSignIn != command.method()) {
            apply(new ConsoleSignInChosen(command.personId(), command.method()));
        }
    }

    @CommandHandler
    void decide(SetConsoleKeys command, PersonKeys keys) {
        present();
        String wanted = ConsoleKeys.text(ConsoleKeys.checked(command.keys()));
        Personal before = consoleKeys;
        if (!wanted.equals(before == null ? "" : keys.open(before).orElse(""))) {
            apply(new ConsoleKeysSet(command.personId(), sealed(keys, wanted)));
        }
    }

    @EventSourcingHandler
    void evolve(SignInLimited fact) {
        limited = true;
    }

    @EventSourcingHandler
    void evolve(SignInUnlimited fact) {
        limited = false;
    }

    @EventSourcingHandler
    void evolve(ConsoleSignInChosen fact) {
        consoleSignIn = fact.method();
    }

    @EventSourcingHandler
    void evolve(ConsoleKeysSet fact) {
        consoleKeys = fact.keys();
    }

    @EventSourcingHandler
    void evolve(PersonRemoved fact) {
        removed = true;
    }

    @EventSourcingHandler
    void evolve(PersonErased fact) {
        erased = true;
    }

    void present() {
        if (removed || erased) {
            throw gone();
        }
    }

    static Refused gone() {
        return Refused.because(TenancyRefusal.PERSON_GONE, "This person was removed");
    }

    Personal sealed(PersonKeys keys, String text) {
        return keys.seal(Objects.requireNonNull(id).text(), text);
    }
}
