package myidc.api.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.api.portal.OwnStories.StepJson;
import myidc.api.tenant.account.Grantables;
import myidc.api.tenant.account.GrantsJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.UserGroupCommand.CreateUserGroup;
import myidc.tenancy.UserGroupCommand.DeleteUserGroup;
import myidc.tenancy.UserGroupCommand.GrantUserGroup;
import myidc.tenancy.UserGroupCommand.LabelUserGroup;
import myidc.tenancy.UserGroupCommand.SetUserGroupMembers;
import myidc.tenancy.event.Grants;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.UserGroupView;
import myidc.tenancy.read.UserGroups;
import org.jspecify.annotations.Nullable;

/** Groups of the account's users: restricted ones have what their groups are granted beside their own grants. */
@Path("/portal/v1/user-groups")
@TenantScope("account:read_only")
public final class UserGroupsResource {
    private static final String WRITE = "account:read_write";
    private static final int LABEL_MAX = 64;
    private static final int MEMBERS_MAX = 1_000;

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final People people;
    private final UserGroups groups;
    private final Grantables grantables;
    private final OwnStories stories;
    private final Commands commands;
    private final Sequences sequences;

    UserGroupsResource(
            CurrentCaller callers,
            GrantGuard guard,
            People people,
            UserGroups groups,
            Grantables grantables,
            OwnStories stories,
            Commands commands,
            Sequences sequences) {
        this.callers = callers;
        this.guard = guard;
        this.people = people;
        this.groups = groups;
        this.grantables = grantables;
        this.stories = stories;
        this.commands = commands;
        this.sequences = sequences;
    }

    /** All, by number. */
    @GET
    public Page<UserGroupJson> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        guard.mayReadAccount();
        return Page.cut(groups.of(tenant(), AsOf.instant(asOf)), page.ask()).map(this::json);
    }

    @GET
    @Path("/{id}")
    public UserGroupJson one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        guard.mayReadAccount();
        return json(known(id, AsOf.instant(asOf)));
    }

    @POST
    @TenantScope(WRITE)
    public UserGroupJson create(UserGroupRequest body) {
        guard.unrestricted();
        String label = Check.text("label", body.label(), LABEL_MAX);
        if (groups.of(tenant(), null).size() >= UserGroups.GROUPS_MAX) {
            throw Refused.because(
                    TenancyRefusal.USER_GROUPS_EXHAUSTED,
                    "An account may have at most " + UserGroups.GROUPS_MAX + " groups of users");
        }
        UserGroupId id = new UserGroupId(sequences.next("usergroup"));
        return commands.perform(
                () -> commands.send(new CreateUserGroup(id, tenant(), label)), () -> json(known(id.value(), null)));
    }

    @PUT
    @Path("/{id}")
    @TenantScope(WRITE)
    public UserGroupJson rename(@PathParam("id") long id, UserGroupRequest body) {
        UserGroupId group = changeable(id);
        String label = Check.text("label", body.label(), LABEL_MAX);
        return commands.perform(() -> commands.send(new LabelUserGroup(group, label)), () -> json(known(id, null)));
    }

    /** What it granted is gone at once. */
    @DELETE
    @Path("/{id}")
    @TenantScope(WRITE)
    public void delete(@PathParam("id") long id) {
        UserGroupId group = changeable(id);
        commands.perform(() -> commands.send(new DeleteUserGroup(group)), () -> Boolean.TRUE);
    }

    /** What it is granted, in the shape of a user's grants. */
    @GET
    @Path("/{id}/grants")
    public Map<String, Object> grants(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        guard.unrestricted();
        return shown(known(id, AsOf.instant(asOf)));
    }

    /** What is not named stays. */
    @PUT
    @Path("/{id}/grants")
    @TenantScope(WRITE)
    public Map<String, Object> grant(@PathParam("id") long id, @Nullable JsonNode body) {
        UserGroupId group = changeable(id);
        Grants grants = GrantsJson.changed(groups.grants(known(id, null)), body, grantables.of(tenant()));
        return commands.perform(() -> commands.send(new GrantUserGroup(group, grants)), () -> shown(known(id, null)));
    }

    /** From now on these are in the group, and nobody else. */
    @PUT
    @Path("/{id}/members")
    @TenantScope(WRITE)
    public UserGroupJson members(@PathParam("id") long id, UserGroupMembersRequest body) {
        UserGroupId group = changeable(id);
        List<@Nullable String> names = Check.present("usernames", body.usernames());
        if (names.size() > MEMBERS_MAX) {
            throw invalid("usernames must name at most " + MEMBERS_MAX + " users");
        }
        Set<Long> present = Set.of(known(id, null).members);
        List<PersonId> members =
                names.stream().map(name -> member(name, present)).distinct().toList();
        return commands.perform(
                () -> commands.send(new SetUserGroupMembers(group, members)), () -> json(known(id, null)));
    }

    /** What became of it, step by step. */
    @GET
    @Path("/{id}/history")
    public Page<StepJson> history(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        guard.unrestricted();
        UserGroupId group = new UserGroupId(id);
        stories.owned(group);
        return stories.of(group, asOf, newestFirst, page);
    }

    /** A user who is in the group already stays, whatever they may do by now; others must be restricted. */
    private PersonId member(@Nullable String name, Set<Long> present) {
        PersonView user = people.userOf(tenant(), name == null ? "" : name)
                .orElseThrow(() -> invalid("usernames must name users of the account, which " + name + " is not"));
        if (present.contains(user.id)) {
            return user.personId();
        }
        if (!user.restricted) {
            throw invalid("usernames must name restricted users; " + name + " may do everything already");
        }
        if (groups.around(user.personId()).size() >= UserGroups.OF_A_USER_MAX) {
            throw Refused.field(
                    TenancyRefusal.USER_GROUPS_EXHAUSTED,
                    "usernames",
                    name + " is in " + UserGroups.OF_A_USER_MAX + " groups already, the most there may be");
        }
        return user.personId();
    }

    private UserGroupId changeable(long id) {
        guard.unrestricted();
        return known(id, null).userGroupId();
    }

    private UserGroupView known(long id, @Nullable Instant asOf) {
        return groups.find(tenant(), new UserGroupId(id), asOf)
                .orElseThrow(() -> Refused.because(TenancyRefusal.USER_GROUP_NOT_FOUND, "There is no group " + id));
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }

    private Map<String, Object> shown(UserGroupView group) {
        return GrantsJson.of(groups.grants(group), grantables.of(tenant()));
    }

    /** Members who are gone by now are left out. */
    private UserGroupJson json(UserGroupView group) {
        Grants grants = groups.grants(group);
        return new UserGroupJson(
                group.id,
                group.version,
                group.label,
                people.activeNames(Arrays.asList(group.members)),
                grants.accountAccess(),
                grants.mayDo(),
                grants.onThings().values().stream().mapToInt(List::size).sum(),
                group.createdAt,
                group.updatedAt);
    }

    private static Refused invalid(String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, "usernames", rule);
    }

    /** What a group is called. */
    public record UserGroupRequest(@Nullable String label) {}

    /** Who is in a group. */
    public record UserGroupMembersRequest(@Nullable List<@Nullable String> usernames) {}

    /**
     * A group of users.
     *
     * @param accountAccess {@code read_only}, {@code read_write}, or null for none
     * @param mayDo global rights such as {@code add_linodes}
     * @param things on how many things it grants something
     */
    public record UserGroupJson(
            long id,
            long version,
            String label,
            List<String> usernames,
            @Nullable String accountAccess,
            List<String> mayDo,
            int things,
            Instant createdAt,
            Instant updatedAt) {}
}
