package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.platform.asof.WhoNames;
import myidc.shared.id.PersonId;
import myidc.tenancy.read.PersonView.State;
import org.jspecify.annotations.Nullable;

/** People by the name they sign in with. */
@Singleton
final class PersonNames implements WhoNames {
    private static final Pattern PERSON = Pattern.compile("person-([0-9]{1,18})");

    private final People people;

    PersonNames(People people) {
        this.people = people;
    }

    @Override
    public @Nullable String of(String who) {
        Matcher key = PERSON.matcher(who);
        return key.matches()
                ? people.find(new PersonId(Long.parseLong(key.group(1))))
                        .filter(person -> person.state != State.ERASED)
                        .map(person -> person.username)
                        .orElse(null)
                : null;
    }
}
