package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.PlacementGroupCommand.AddGroupMember;
import myidc.compute.PlacementGroupCommand.CreatePlacementGroup;
import myidc.compute.PlacementGroupCommand.LabelPlacementGroup;
import myidc.compute.PlacementGroupCommand.RemoveGroupMember;
import myidc.compute.PlacementGroupCommand.RemovePlacementGroup;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Groups of guests that are kept on different hosts. */
@Path("/{api:v4|v4beta}/placement/groups")
@TenantScope("linodes:read_write")
public final class PlacementGroupsResource {
    static final String TYPE = "anti_affinity:local";
    private static final String READ = "linodes:read_only";
    private static final String STRICT = "strict";
    private static final String FLEXIBLE = "flexible";

    private static final Attributes<PlacementGroupView> ATTRIBUTES = new Attributes<PlacementGroupView>()
            .with("id", Kind.NUMBER, group -> group.id)
            .with("label", Kind.TEXT, group -> group.label)
            .with("region", Kind.TEXT, group -> group.region)
            .with("placement_group_type", Kind.TEXT, group -> TYPE)
            .with("placement_group_policy", Kind.TEXT, PlacementGroupsResource::policy);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final PlacementGroups groups;
    private final OwnGuests guests;
    private final Regions regions;

    PlacementGroupsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            PlacementGroups groups,
            OwnGuests guests,
            Regions regions) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.groups = groups;
        this.guests = guests;
        this.regions = regions;
    }

    /** Linode's word for what becomes of a guest that cannot be kept apart. */
    static String policy(PlacementGroupView group) {
        return group.strict ? STRICT : FLEXIBLE;
    }

    @GET
    @TenantScope(READ)
    public Listed<GroupJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(groups.of(callers.get().ownTenant()), query, GroupJson::of);
    }

    @GET
    @Path("/{groupId}")
    @TenantScope(READ)
    public GroupJson one(@PathParam("groupId") long id) {
        return GroupJson.of(known(id));
    }

    @POST
    public GroupJson create(CreateRequest body) {
        guard.unrestricted();
        Regions.Region region = regions.find(Check.text("region", body.region(), 40))
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, "region", "region is not valid"));
        oneOf("placement_group_type", body.placementGroupType(), List.of(TYPE));
        oneOf("placement_group_policy", body.placementGroupPolicy(), List.of(STRICT, FLEXIBLE));
        if (groups.of(callers.get().ownTenant()).size() >= PlacementGroups.GROUPS_MAX) {
            throw Refused.because(
                    CommonRefusal.INVALID_FIELD,
                    "An account may have at most " + PlacementGroups.GROUPS_MAX + " placement groups");
        }
        PlacementGroupId id = new PlacementGroupId(sequences.next("placementgroup"));
        CreatePlacementGroup command = new CreatePlacementGroup(
                id,
                callers.get().ownTenant(),
                Check.text("label", body.label(), 64),
                new SiteId(region.site().id),
                region.id(),
                STRICT.equals(body.placementGroupPolicy()));
        return commands.perform(() -> commands.send(command), () -> one(id.value()));
    }

    @PUT
    @Path("/{groupId}")
    public GroupJson change(@PathParam("groupId") long id, ChangeRequest body) {
        guard.unrestricted();
        LabelPlacementGroup command = new LabelPlacementGroup(idOf(known(id)), Check.text("label", body.label(), 64));
        return commands.perform(() -> commands.send(command), () -> one(id));
    }

    @DELETE
    @Path("/{groupId}")
    public Map<String, Object> remove(@PathParam("groupId") long id) {
        guard.unrestricted();
        commands.send(new RemovePlacementGroup(idOf(known(id))));
        return Map.of();
    }

    /** All of them or none: a guest that may not join leaves the others out too. */
    @POST
    @Path("/{groupId}/assign")
    public GroupJson assign(@PathParam("groupId") long id, MembersRequest body) {
        guard.unrestricted();
        PlacementGroupView group = known(id);
        List<AddGroupMember> joining = body.guests().stream()
                .map(number -> joining(group, member(number)))
                .toList();
        return commands.perform(() -> joining.forEach(commands::send), () -> one(id));
    }

    @POST
    @Path("/{groupId}/unassign")
    public GroupJson unassign(@PathParam("groupId") long id, MembersRequest body) {
        guard.unrestricted();
        PlacementGroupView group = known(id);
        List<RemoveGroupMember> leaving = body.guests().stream()
                .map(number -> new RemoveGroupMember(idOf(group), new InstanceId(member(number).id)))
                .toList();
        return commands.perform(() -> leaving.forEach(commands::send), () -> one(id));
    }

    private static AddGroupMember joining(PlacementGroupView group, InstanceView guest) {
        if (guest.siteId != group.siteId) {
            throw Refused.field(
                    ComputeRefusal.GROUP_ELSEWHERE,
                    "linodes",
                    "linodes must be in " + group.region + ", Linode " + guest.id + " is in " + guest.region);
        }
        Long host = guest.hostId;
        return new AddGroupMember(idOf(group), new InstanceId(guest.id), host == null ? null : new HostId(host));
    }

    private InstanceView member(long number) {
        try {
            return guests.changeable(number);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "linodes", "linodes must be your own, not " + number);
        }
    }

    private static void oneOf(String field, @Nullable String value, List<String> allowed) {
        if (value == null || !allowed.contains(value)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must be one of " + String.join(", ", allowed));
        }
    }

    private PlacementGroupView known(long id) {
        return groups.find(callers.get().ownTenant(), new PlacementGroupId(id))
                .orElseThrow(() -> Refused.because(ComputeRefusal.GROUP_NOT_FOUND, "Not found"));
    }

    private static PlacementGroupId idOf(PlacementGroupView group) {
        return new PlacementGroupId(group.id);
    }

    /** Body of POST /placement/groups. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CreateRequest(
            @Nullable String label,
            @Nullable String region,
            @Nullable String placementGroupType,
            @Nullable String placementGroupPolicy) {}

    /** Body of PUT /placement/groups/{groupId}. */
    public record ChangeRequest(@Nullable String label) {}

    /** Body of the operations that add and remove members. */
    public record MembersRequest(@Nullable List<@Nullable Long> linodes) {
        List<Long> guests() {
            List<@Nullable Long> asked = linodes == null ? List.of() : linodes;
            Check.range("linodes", asked.size(), 1, PlacementGroups.MEMBERS_MAX);
            return asked.stream()
                    .map(number -> {
                        if (number == null) {
                            throw Refused.field(
                                    CommonRefusal.INVALID_FIELD, "linodes", "linodes must be numbers of Linodes");
                        }
                        return number;
                    })
                    .distinct()
                    .toList();
        }
    }

    /** Linode's placement group object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record GroupJson(
            long id,
            String label,
            String region,
            String placementGroupType,
            String placementGroupPolicy,
            boolean isCompliant,
            List<MemberJson> members,
            @Nullable String migrations) {
        static GroupJson of(PlacementGroupView group) {
            List<MemberJson> members = IntStream.range(0, group.members.length)
                    .mapToObj(index -> new MemberJson(group.members[index], group.apart(index)))
                    .toList();
            return new GroupJson(
                    group.id,
                    group.label,
                    group.region,
                    TYPE,
                    policy(group),
                    members.stream().allMatch(MemberJson::isCompliant),
                    members,
                    null);
        }
    }

    /** A member, and whether it shares its host with no other. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record MemberJson(long linodeId, boolean isCompliant) {}
}
