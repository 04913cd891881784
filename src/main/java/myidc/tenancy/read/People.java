package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.SshKeyId;
import myidc.shared.id.TenantId;
import myidc.tenancy.event.Grants;
import myidc.tenancy.read.PersonView.State;

/** Reads people, their keys and their sign-ins. */
@Singleton
public final class People {
    private static final int USERS_MAX = 1_000;

    public Optional<PersonView> find(PersonId id) {
        return PersonView.findByIdOptional(id.value());
    }

    /** Names by which people sign in, by number; those of erased people are empty. */
    public Map<Long, String> names(Collection<Long> people) {
        Map<Long, String> names = new HashMap<>();
        if (!people.isEmpty()) {
            PersonView.<PersonView>list("id in ?1", people).forEach(person -> names.put(person.id, person.username));
        }
        return names;
    }

    /** Names of those among people who have a way in, in order. */
    public List<String> activeNames(Collection<Long> people) {
        return people.isEmpty()
                ? List.of()
                : PersonView.<PersonView>list("id in ?1 and state = ?2", Sort.by("username"), people, State.ACTIVE)
                        .stream()
                        .map(person -> person.username)
                        .toList();
    }

    /** The person who may sign in by this name, whatever its case. */
    public Optional<PersonView> byUsername(String username) {
        return PersonView.<PersonView>find(
                        "lower(username) = ?1 and state = ?2", username.toLowerCase(Locale.ROOT), State.ACTIVE)
                .firstResultOptional();
    }

    /** A tenant's user by name; somebody else's is not found. */
    public Optional<PersonView> userOf(TenantId tenant, String username) {
        return byUsername(username).filter(person -> person.tenantId != null && person.tenantId == tenant.value());
    }

    /** A tenant's users with a way in, by name; at most 1,000. */
    public List<PersonView> usersOf(TenantId tenant) {
        return PersonView.<PersonView>find(
                        "tenantId = ?1 and state = ?2", Sort.by("username"), tenant.value(), State.ACTIVE)
                .page(0, USERS_MAX)
                .list();
    }

    /** Users of a tenant, gone ones included, by number. */
    public Page<PersonView> usersOf(TenantId tenant, Page.Ask ask) {
        return page(PersonView.find("tenantId", Sort.by("id"), tenant.value()), ask);
    }

    /** Staff, gone ones included, by number. */
    public Page<PersonView> staff(Page.Ask ask) {
        return page(PersonView.find("tenantId is null", Sort.by("id")), ask);
    }

    private static Page<PersonView> page(PanacheQuery<PersonView> query, Page.Ask ask) {
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** How many people with a role have a way in. */
    public long active(Role role) {
        return PersonView.count("role = ?1 and state = ?2", role, State.ACTIVE);
    }

    /** What a restricted person is granted themselves; what they may do is told by {@link Rights}. */
    public Grants grants(PersonView person) {
        return GrantsText.read(person.grants);
    }

    /** A person's SSH keys, by number; a person has at most 100. */
    public List<SshKeyView> sshKeys(PersonId person) {
        return SshKeyView.list("personId", Sort.by("id"), person.value());
    }

    public Optional<SshKeyView> sshKey(PersonId person, SshKeyId key) {
        return SshKeyView.<SshKeyView>findByIdOptional(key.value()).filter(view -> view.personId == person.value());
    }
}
