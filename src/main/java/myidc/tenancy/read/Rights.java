package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import myidc.tenancy.event.Grants;
import myidc.tenancy.read.UserGroups.Granting;
import org.jspecify.annotations.Nullable;

/** What restricted users may do: the most of what they are granted themselves and of what groups they are in are. */
@Singleton
public final class Rights {
    private final People people;
    private final UserGroups groups;

    Rights(People people, UserGroups groups) {
        this.people = people;
        this.groups = groups;
    }

    /** Everything that a restricted user may do. */
    public Grants of(PersonView person) {
        return sources(person).stream().map(Source::grants).reduce(Grants.NONE, Grants::or);
    }

    /** Where a restricted user's rights come from, their own grants first. */
    public List<Source> sources(PersonView person) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(null, people.grants(person)));
        for (Granting group : groups.around(person.personId())) {
            sources.add(new Source(group.label(), group.grants()));
        }
        return sources;
    }

    /**
     * Grants and who has them.
     *
     * @param group the label of the group, null for the person's own
     */
    public record Source(@Nullable String group, Grants grants) {}
}
