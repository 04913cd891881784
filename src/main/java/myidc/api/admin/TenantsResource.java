package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import myidc.api.LeftBehind;
import myidc.compute.placement.Quotas;
import myidc.platform.axon.Commands;
import myidc.platform.axon.IdempotentAnswers;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.Passwords;
import myidc.tenancy.PersonCommand;
import myidc.tenancy.PersonCommand.InvitePerson;
import myidc.tenancy.PersonCommand.SetPassword;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.TenantCommand.ChangeContact;
import myidc.tenancy.TenantCommand.CloseTenantByStaff;
import myidc.tenancy.TenantCommand.EraseContact;
import myidc.tenancy.TenantCommand.OpenTenant;
import myidc.tenancy.TenantCommand.ReinstateTenant;
import myidc.tenancy.TenantCommand.ReopenTenant;
import myidc.tenancy.TenantCommand.SetQuota;
import myidc.tenancy.TenantCommand.SuspendTenant;
import myidc.tenancy.TokenDesk;
import myidc.tenancy.event.Contact;
import myidc.tenancy.event.PersonProfile;
import myidc.tenancy.event.Quota;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.TenantView;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Tenants, their users, and tokens for them. */
@Path("/admin/v1/tenants")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class TenantsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Tenants tenants;
    private final People people;
    private final TokenDesk desk;
    private final Quotas quotas;
    private final Passwords passwords;
    private final IdempotentAnswers answers;
    private final LeftBehind left;
    private final CurrentCaller callers;

    TenantsResource(Commands commands, Sequences sequences, Desks desks, CurrentCaller callers) {
        this.commands = commands;
        this.sequences = sequences;
        this.tenants = desks.tenants();
        this.people = desks.people();
        this.desk = desks.tokens();
        this.quotas = desks.quotas();
        this.passwords = desks.passwords();
        this.answers = desks.answers();
        this.left = desks.left();
        this.callers = callers;
    }

    @GET
    public Page<TenantJson> list(@QueryParam("q") @Nullable String text, @BeanParam PageQuery page) {
        return tenants.list(Check.optionalText("q", text, 100), page.ask()).map(TenantJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        TenantView tenant = known(id);
        return Response.ok(TenantJson.of(tenant))
                .tag(Versions.tag(tenant.version))
                .build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public TenantJson open(TenantRequest body) {
        TenantId id = new TenantId(sequences.next("tenant"));
        OpenTenant command = new OpenTenant(
                id,
                Check.text("name", body.name(), 100),
                Check.text("currency", body.currency(), 3),
                Check.zone("timeZone", body.timeZone()),
                Contact.of(body.company(), body.email()));
        PersonId user = new PersonId(sequences.next("person"));
        List<PersonCommand> first = body.username() == null ? List.of() : invitation(id, user, body.firstUser());
        return commands.perform(
                () -> {
                    commands.send(command);
                    first.forEach(commands::send);
                },
                () -> TenantJson.of(tenants.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{id}/contact")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response contact(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, Contact body) {
        Versions.match(ifMatch, known(id).version);
        return changed(id, () -> commands.send(new ChangeContact(new TenantId(id), body)));
    }

    /** What the tenant's guests may take together, and what they take. */
    @GET
    @Path("/{id}/quota")
    public QuotaJson quota(@PathParam("id") long id) {
        TenantView tenant = known(id);
        return new QuotaJson(
                tenant.quotaInstances, tenant.quotaVcpus, tenant.quotaMemoryMb, quotas.used(tenant.tenantId()));
    }

    /** Sets all three limits; one that is absent is lifted. Guests that are there stay, whatever the limit. */
    @PUT
    @Path("/{id}/quota")
    @Staff(Role.OPERATOR)
    public QuotaJson quota(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, Quota body) {
        Versions.match(ifMatch, known(id).version);
        return commands.perform(() -> commands.send(new SetQuota(new TenantId(id), body)), () -> quota(id));
    }

    @POST
    @Path("/{id}/erase-contact")
    @Staff(Role.OPERATOR)
    public Response eraseContact(@PathParam("id") long id) {
        TenantView tenant = known(id);
        List<String> told = Stream.of(
                        tenant.email,
                        tenant.firstName,
                        tenant.lastName,
                        tenant.phone,
                        tenant.address1,
                        tenant.address2,
                        tenant.taxId)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .toList();
        return changed(id, () -> {
            answers.shorten(tenant.tenantId().text(), told);
            commands.send(new EraseContact(tenant.tenantId()));
        });
    }

    @POST
    @Path("/{id}/suspend")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response suspend(@PathParam("id") long id, Suspension body) {
        known(id);
        String reason = Check.text("reason", body.reason(), 500);
        return changed(id, () -> commands.send(new SuspendTenant(new TenantId(id), reason)));
    }

    @POST
    @Path("/{id}/reinstate")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response reinstate(@PathParam("id") long id) {
        known(id);
        return changed(id, () -> commands.send(new ReinstateTenant(new TenantId(id))));
    }

    /** What stands in the way of closing the account: how many machines, volumes, images and leases there are, where there are any. */
    @GET
    @Path("/{id}/left-behind")
    public Map<String, Integer> leftBehind(@PathParam("id") long id) {
        return left.of(known(id).tenantId());
    }

    /** Closes the account in its tenant's place, once nothing that is billed or holds data is left in it. */
    @POST
    @Path("/{id}/close")
    @Staff(Role.OPERATOR)
    public Response close(@PathParam("id") long id, Suspension body) {
        TenantId tenant = known(id).tenantId();
        String reason = Check.text("reason", body.reason(), 500);
        return changed(id, () -> {
            left.refuseAny(tenant);
            commands.send(new CloseTenantByStaff(tenant, reason));
        });
    }

    /** Opens an account again that its tenant or staff closed. */
    @POST
    @Path("/{id}/reopen")
    @Staff(Role.OPERATOR)
    public Response reopen(@PathParam("id") long id) {
        known(id);
        return changed(id, () -> commands.send(new ReopenTenant(new TenantId(id))));
    }

    @GET
    @Path("/{id}/users")
    public Page<PersonJson> users(@PathParam("id") long id, @BeanParam PageQuery page) {
        return people.usersOf(known(id).tenantId(), page.ask()).map(PersonJson::of);
    }

    @POST
    @Path("/{id}/users")
    @Staff(Role.OPERATOR)
    public PersonJson addUser(@PathParam("id") long id, PersonJson.PersonRequest body) {
        TenantId tenant = known(id).tenantId();
        PersonId user = new PersonId(sequences.next("person"));
        List<PersonCommand> invitation = invitation(tenant, user, body);
        return commands.perform(
                () -> invitation.forEach(commands::send),
                () -> PersonJson.of(people.find(user).orElseThrow()));
    }

    /** Issues a token for one of the tenant's users; a token shown once is the operator's to hand over. */
    @POST
    @Path("/{id}/tokens")
    @Staff(Role.OPERATOR)
    public TokenJson issueToken(@PathParam("id") long id, TokenJson.TokenRequest body) {
        PersonView user = people.userOf(known(id).tenantId(), Check.text("username", body.username(), 32))
                .orElseThrow(() -> Refused.field(
                        TenancyRefusal.PERSON_NOT_FOUND, "username", "username names no user of this tenant"));
        return TokenJson.of(desk.issue(user.personId(), body.wish(), callers.get(), TokenJson::of));
    }

    private List<PersonCommand> invitation(TenantId tenant, PersonId user, PersonJson.PersonRequest body) {
        String username = Check.text("username", body.username(), 32);
        InvitePerson invite = new InvitePerson(
                user,
                Role.TENANT,
                tenant,
                Boolean.TRUE.equals(body.restricted()),
                username,
                PersonProfile.of(body.email(), body.displayName()));
        String password = body.password();
        return password == null
                ? List.of(invite)
                : List.of(invite, new SetPassword(user, passwords.hashed(password, username)));
    }

    private Response changed(long id, Runnable work) {
        TenantJson after = commands.perform(work, () -> TenantJson.of(known(id)));
        return Response.ok(after).tag(Versions.tag(after.version())).build();
    }

    private TenantView known(long id) {
        return tenants.find(new TenantId(id))
                .orElseThrow(() -> Refused.because(TenancyRefusal.TENANT_NOT_FOUND, "There is no tenant " + id));
    }

    /** What a tenant is to be, and its first user when {@code username} is given. */
    public record TenantRequest(
            @Nullable String name,
            @Nullable String currency,
            @Nullable String timeZone,
            @Nullable String company,
            @Nullable String email,
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName) {
        PersonJson.PersonRequest firstUser() {
            return new PersonJson.PersonRequest(username, Role.TENANT, password, email, displayName, false);
        }

        @Override
        public String toString() {
            return "TenantRequest[" + name + "]";
        }
    }

    /**
     * A tenant's limits, null where there are none, and what is taken.
     *
     * @param memoryMb in MiB
     */
    public record QuotaJson(
            @Nullable Integer instances,
            @Nullable Integer vcpus,
            @Nullable Long memoryMb,
            Quotas.Used used) {}

    /** What this resource leans on besides commands. */
    @Singleton
    record Desks(
            Tenants tenants,
            People people,
            TokenDesk tokens,
            Quotas quotas,
            Passwords passwords,
            IdempotentAnswers answers,
            LeftBehind left) {}

    /** Why a tenant is suspended, or its account closed. */
    public record Suspension(@Nullable String reason) {}
}
