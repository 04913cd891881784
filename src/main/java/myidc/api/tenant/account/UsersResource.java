package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import myidc.api.tenant.account.UserJson.UserRequest;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.tenancy.PersonCommand.ChangeProfile;
import myidc.tenancy.PersonCommand.ChangeUsername;
import myidc.tenancy.PersonCommand.DisableSecondFactor;
import myidc.tenancy.PersonCommand.InvitePerson;
import myidc.tenancy.PersonCommand.RemovePerson;
import myidc.tenancy.PersonCommand.SetGrants;
import myidc.tenancy.PersonCommand.SetRestriction;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.PersonProfile;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import org.jspecify.annotations.Nullable;

/** The account's users and what restricted ones among them may do. */
@Path("/{api:v4|v4beta}/account/users")
@TenantScope("account:read_only")
public final class UsersResource {
    private static final Attributes<PersonView> ATTRIBUTES = new Attributes<PersonView>()
            .with("username", Kind.TEXT, person -> person.username)
            .with("email", Kind.TEXT, person -> person.email)
            .with("restricted", Kind.FLAG, person -> person.restricted);

    private final Whoami whoami;
    private final GrantGuard guard;
    private final People people;
    private final Commands commands;
    private final Sequences sequences;
    private final Grantables grantables;

    UsersResource(
            Whoami whoami,
            GrantGuard guard,
            People people,
            Commands commands,
            Sequences sequences,
            Grantables grantables) {
        this.whoami = whoami;
        this.guard = guard;
        this.people = people;
        this.commands = commands;
        this.sequences = sequences;
        this.grantables = grantables;
    }

    @GET
    public Listed<UserJson> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return ATTRIBUTES.page(people.usersOf(whoami.tenantId()), query, this::json);
    }

    @GET
    @Path("/{username}")
    public UserJson one(@PathParam("username") String username) {
        guard.mayReadAccount();
        return json(known(username));
    }

    /** Lets a person in; an operator gives them a password, there being no mail to send one by. */
    @POST
    @TenantScope("account:read_write")
    public UserJson invite(UserRequest body) {
        guard.unrestricted();
        PersonId id = new PersonId(sequences.next("person"));
        InvitePerson command = new InvitePerson(
                id,
                Role.TENANT,
                whoami.tenantId(),
                Boolean.TRUE.equals(body.restricted()),
                Check.text("username", body.username(), 32),
                PersonProfile.of(Check.text("email", body.email(), 254), null));
        return commands.perform(
                () -> commands.send(command), () -> json(people.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{username}")
    @TenantScope("account:read_write")
    public UserJson change(@PathParam("username") String username, UserRequest body) {
        guard.unrestricted();
        PersonView user = known(username);
        Boolean restricted = body.restricted();
        if (Boolean.TRUE.equals(restricted)) {
            spareTheLastUnrestricted(user);
        }
        PersonId id = user.personId();
        return commands.perform(
                () -> {
                    if (body.username() != null) {
                        commands.send(new ChangeUsername(id, body.username()));
                    }
                    if (body.email() != null) {
                        commands.send(new ChangeProfile(
                                id,
                                new PersonProfile(
                                        body.email(),
                                        user.displayName,
                                        user.timeZone,
                                        user.language,
                                        user.emailNotifications)));
                    }
                    if (restricted != null) {
                        commands.send(new SetRestriction(id, restricted));
                    }
                },
                () -> json(people.find(id).orElseThrow()));
    }

    @DELETE
    @Path("/{username}")
    @TenantScope("account:read_write")
    public Map<String, Object> remove(@PathParam("username") String username) {
        guard.unrestricted();
        PersonView user = known(username);
        if (user.id == whoami.personId().value()) {
            throw Refused.because(CommonRefusal.INVALID_FIELD, "You cannot delete the user you call as");
        }
        spareTheLastUnrestricted(user);
        commands.send(new RemovePerson(user.personId()));
        return Map.of();
    }

    /** Helps a user who lost their device: the password alone will do again. Not of Linode's contract. */
    @POST
    @Path("/{username}/tfa-disable")
    @TenantScope("account:read_write")
    public Map<String, Object> disableSecondFactor(@PathParam("username") String username) {
        guard.unrestricted();
        commands.send(new DisableSecondFactor(known(username).personId(), whoami.personId()));
        return Map.of();
    }

    /** An unrestricted user has every grant, which the contract says by an empty answer. */
    @GET
    @Path("/{username}/grants")
    public Response grants(@PathParam("username") String username) {
        guard.unrestricted();
        PersonView user = known(username);
        return user.restricted
                ? Response.ok(shown(user)).build()
                : Response.noContent().build();
    }

    @PUT
    @Path("/{username}/grants")
    @TenantScope("account:read_write")
    public Map<String, Object> grant(@PathParam("username") String username, @Nullable JsonNode body) {
        guard.unrestricted();
        PersonView user = known(username);
        Grants grants = GrantsJson.changed(people.grants(user), body, grantables.of(whoami.tenantId()));
        SetGrants command = new SetGrants(user.personId(), grants);
        return commands.perform(() -> commands.send(command), () -> shown(known(username)));
    }

    private Map<String, Object> shown(PersonView user) {
        return GrantsJson.of(people.grants(user), grantables.of(whoami.tenantId()));
    }

    private void spareTheLastUnrestricted(PersonView user) {
        boolean others =
                people.usersOf(whoami.tenantId()).stream().anyMatch(other -> other.id != user.id && !other.restricted);
        if (!others) {
            throw Refused.because(
                    TenancyRefusal.LAST_UNRESTRICTED_USER, "An account keeps at least one unrestricted user");
        }
    }

    private UserJson json(PersonView person) {
        return UserJson.of(
                person,
                people.sshKeys(person.personId()).stream().map(key -> key.label).toList());
    }

    private PersonView known(String username) {
        return people.userOf(whoami.tenantId(), username)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }
}
