package myidc.api.tenant.wire;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import myidc.compute.ComputeRefusal;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.tenancy.PersonCommand.AddGrant;
import myidc.tenancy.event.Grants;
import myidc.tenancy.read.People;
import myidc.tenancy.read.Rights;
import org.jspecify.annotations.Nullable;

/**
 * What their grants and those of their groups give a restricted user. Everybody else passes: whether a thing is the tenant's own is asked elsewhere. A
 * thing without any grant is not found, as another tenant's is.
 */
@Singleton
public final class GrantGuard {
    /** Its refusal is the one for a guest that nobody has, so that the two cannot be told apart. */
    private static final String LINODE = "linode";

    private final CurrentCaller callers;
    private final People people;
    private final Rights rights;
    private final Commands commands;

    GrantGuard(CurrentCaller callers, People people, Rights rights, Commands commands) {
        this.callers = callers;
        this.people = people;
        this.rights = rights;
        this.commands = commands;
    }

    /** Refuses a restricted user. */
    public void unrestricted() {
        if (callers.get().restricted()) {
            throw unauthorized();
        }
    }

    /** Refuses a restricted user who may not see the account. */
    public void mayReadAccount() {
        if (!readsAccount()) {
            throw unauthorized();
        }
    }

    /** Refuses a restricted user who may not change the account. */
    public void mayChangeAccount() {
        if (!changesAccount()) {
            throw unauthorized();
        }
    }

    /** Whether the caller may see the account. */
    public boolean readsAccount() {
        Grants grants = grants();
        return grants == null || grants.accountAccess() != null;
    }

    /** Whether the caller may change the account. */
    public boolean changesAccount() {
        Grants grants = grants();
        return grants == null || Grants.READ_WRITE.equals(grants.accountAccess());
    }

    /** Refuses a restricted user without a global right such as {@code add_linodes}. */
    public void mayDo(String right) {
        Grants grants = grants();
        if (grants != null && !grants.mayDo().contains(right)) {
            throw unauthorized();
        }
    }

    /** Refuses, as not found, a thing on which a restricted user has no grant. */
    public void mayRead(String kind, long id) {
        Grants grants = grants();
        if (grants != null && grants.on(kind, id) == null) {
            throw Refused.because(
                    LINODE.equals(kind) ? ComputeRefusal.INSTANCE_NOT_FOUND : CommonRefusal.NOT_FOUND, "Not found");
        }
    }

    /** Refuses a thing that a restricted user may only read, or, as not found, may not even read. */
    public void mayChange(String kind, long id) {
        mayRead(kind, id);
        Grants grants = grants();
        if (grants != null && !Grants.READ_WRITE.equals(grants.on(kind, id))) {
            throw unauthorized();
        }
    }

    /** Which things of a kind the caller sees in lists. */
    public LongPredicate sees(String kind) {
        Grants grants = grants();
        return grants == null ? id -> true : id -> grants.on(kind, id) != null;
    }

    /** Numbers of the things of a kind that a restricted user is granted; empty for everybody else, who sees all. */
    public Optional<List<Long>> granted(String kind) {
        Grants grants = grants();
        return grants == null
                ? Optional.empty()
                : Optional.of(grants.onThings().getOrDefault(kind, List.of()).stream()
                        .map(Grants.Grant::id)
                        .toList());
    }

    /** Gives a restricted user the thing they just made; to be called within the work that makes it. */
    public void made(String kind, long id) {
        Caller caller = callers.get();
        PersonId person = caller.person();
        if (caller.restricted() && person != null) {
            commands.send(new AddGrant(person, kind, id));
        }
    }

    /** What a restricted user may do by their own grants and those of their groups; null for everybody else. */
    private @Nullable Grants grants() {
        Caller caller = callers.get();
        PersonId person = caller.person();
        if (!caller.restricted() || person == null) {
            return null;
        }
        return people.find(person).map(rights::of).orElse(Grants.NONE);
    }

    private static Refused unauthorized() {
        return Refused.because(CommonRefusal.FORBIDDEN, "Unauthorized");
    }
}
