package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import myidc.platform.axon.Commands;
import myidc.platform.axon.IdempotentAnswers;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.Passwords;
import myidc.tenancy.PersonCommand.ChangeProfile;
import myidc.tenancy.PersonCommand.DisableSecondFactor;
import myidc.tenancy.PersonCommand.ErasePerson;
import myidc.tenancy.PersonCommand.InvitePerson;
import myidc.tenancy.PersonCommand.LimitSignIn;
import myidc.tenancy.PersonCommand.RemovePerson;
import myidc.tenancy.PersonCommand.SetPassword;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.TokenDesk;
import myidc.tenancy.event.PersonProfile;
import myidc.tenancy.event.TokenUse;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.Tickets;
import myidc.tenancy.read.Tokens;
import org.jspecify.annotations.Nullable;

/** People: staff are listed here, tenants' users under their tenant; one is changed here whoever they are. */
@Path("/admin/v1/persons")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PersonsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final People people;
    private final Tokens tokens;
    private final Tickets tickets;
    private final TokenDesk desk;
    private final Passwords passwords;
    private final CurrentCaller callers;
    private final IdempotentAnswers answers;

    PersonsResource(
            Commands commands,
            Sequences sequences,
            People people,
            Tokens tokens,
            Tickets tickets,
            TokenDesk desk,
            Passwords passwords,
            CurrentCaller callers,
            IdempotentAnswers answers) {
        this.commands = commands;
        this.sequences = sequences;
        this.people = people;
        this.tokens = tokens;
        this.tickets = tickets;
        this.desk = desk;
        this.passwords = passwords;
        this.callers = callers;
        this.answers = answers;
    }

    @GET
    public Page<PersonJson> staff(@BeanParam PageQuery page) {
        return people.staff(page.ask()).map(PersonJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        PersonView person = known(id);
        return Response.ok(PersonJson.of(person))
                .tag(Versions.tag(person.version))
                .build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public PersonJson invite(PersonJson.PersonRequest body) {
        Role role = Check.present("role", body.role());
        if (role == Role.TENANT || role == Role.PROGRAM) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "role", "role must be OPERATOR, FINANCE or AUDITOR");
        }
        PersonId id = new PersonId(sequences.next("person"));
        InvitePerson command = new InvitePerson(
                id,
                role,
                null,
                false,
                Check.text("username", body.username(), 32),
                PersonProfile.of(body.email(), body.displayName()));
        SetPassword password =
                new SetPassword(id, passwords.hashed(Check.text("password", body.password(), 128), command.username()));
        return commands.perform(
                () -> {
                    commands.send(command);
                    commands.send(password);
                },
                () -> PersonJson.of(people.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{id}/profile")
    @Staff(Role.OPERATOR)
    public Response profile(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, PersonProfile body) {
        Versions.match(ifMatch, known(id).version);
        return changed(id, () -> commands.send(new ChangeProfile(new PersonId(id), body)));
    }

    @POST
    @Path("/{id}/password")
    @Staff(Role.OPERATOR)
    public Response password(@PathParam("id") long id, PasswordRequest body) {
        SetPassword command = new SetPassword(
                new PersonId(id), passwords.hashed(Check.text("password", body.password(), 128), known(id).username));
        return changed(id, () -> commands.send(command));
    }

    /** Helps one who lost their device: the password alone will do again. */
    @POST
    @Path("/{id}/disable-second-factor")
    @Staff(Role.OPERATOR)
    public Response disableSecondFactor(@PathParam("id") long id) {
        PersonId by = Check.present("person", callers.get().person());
        return changed(id, () -> commands.send(new DisableSecondFactor(new PersonId(id), by)));
    }

    /** Helps one who has locked themselves out: they sign in from anywhere again. */
    @POST
    @Path("/{id}/unlimit-sign-in")
    @Staff(Role.OPERATOR)
    public Response unlimitSignIn(@PathParam("id") long id) {
        PersonId by = Check.present("person", callers.get().person());
        return changed(id, () -> commands.send(new LimitSignIn(new PersonId(id), List.of(), by)));
    }

    /** Takes the person's way in; who they were stays known until they are erased. */
    @POST
    @Path("/{id}/remove")
    @Staff(Role.OPERATOR)
    public Response remove(@PathParam("id") long id) {
        spareTheLastOperator(known(id));
        return changed(id, () -> commands.send(new RemovePerson(new PersonId(id))));
    }

    /** Destroys the person's key: what facts and screens told of them is gone, what they did stays done. */
    @POST
    @Path("/{id}/erase")
    @Staff(Role.OPERATOR)
    public Response erase(@PathParam("id") long id) {
        PersonView person = known(id);
        spareTheLastOperator(person);
        List<String> told = Stream.concat(
                        Stream.of(person.username, person.email, person.displayName),
                        tickets.textsOf(person.personId()).stream())
                .filter(Objects::nonNull)
                .toList();
        return changed(id, () -> {
            answers.shorten(person.personId().text(), told);
            commands.send(new ErasePerson(person.personId()));
        });
    }

    @GET
    @Path("/{id}/tokens")
    public List<TokenJson> tokens(@PathParam("id") long id) {
        return tokens.of(known(id).personId(), TokenUse.PERSONAL).stream()
                .map(TokenJson::of)
                .toList();
    }

    @POST
    @Path("/{id}/tokens")
    @Staff(Role.OPERATOR)
    public TokenJson issueToken(@PathParam("id") long id, TokenJson.TokenRequest body) {
        PersonView person = known(id);
        if (person.state != PersonView.State.ACTIVE) {
            throw Refused.because(TenancyRefusal.PERSON_GONE, "This person was removed");
        }
        return TokenJson.of(desk.issue(person.personId(), body.wish(), callers.get(), TokenJson::of));
    }

    @DELETE
    @Path("/{id}/tokens/{tokenId}")
    @Staff(Role.OPERATOR)
    public Map<String, Object> revokeToken(@PathParam("id") long id, @PathParam("tokenId") long tokenId) {
        if (tokens.of(new PersonId(id), TokenUse.PERSONAL, new TokenId(tokenId)).isEmpty()) {
            throw Refused.because(TenancyRefusal.TOKEN_NOT_FOUND, "There is no such token");
        }
        commands.send(new RevokeToken(new TokenId(tokenId)));
        return Map.of();
    }

    private void spareTheLastOperator(PersonView person) {
        boolean operates = person.role == Role.OPERATOR && person.state == PersonView.State.ACTIVE;
        if (operates && people.active(Role.OPERATOR) < 2) {
            throw Refused.because(TenancyRefusal.LAST_OPERATOR, "The last operator stays: invite another one first");
        }
    }

    private Response changed(long id, Runnable work) {
        PersonJson after = commands.perform(work, () -> PersonJson.of(known(id)));
        return Response.ok(after).tag(Versions.tag(after.version())).build();
    }

    private PersonView known(long id) {
        return people.find(new PersonId(id))
                .orElseThrow(() -> Refused.because(TenancyRefusal.PERSON_NOT_FOUND, "There is no person " + id));
    }

    /** A person's new password. */
    public record PasswordRequest(@Nullable String password) {
        @Override
        public String toString() {
            return "PasswordRequest";
        }
    }
}
