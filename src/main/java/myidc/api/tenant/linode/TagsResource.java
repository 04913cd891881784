package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.TagCommand.CreateTag;
import myidc.compute.TagCommand.DropTag;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.compute.read.Tags;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Tags, and the machines that bear them. */
@Path("/{api:v4|v4beta}/tags")
@TenantScope("account:read_write")
public final class TagsResource {
    private static final String READ = "account:read_only";
    private static final int LINODES_AT_ONCE_MAX = 100;
    private static final Attributes<String> LABELS = new Attributes<String>().with("label", Kind.TEXT, label -> label);
    private static final Attributes<InstanceView> BEARERS =
            new Attributes<InstanceView>().with("type", Kind.TEXT, guest -> "linode");

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnGuests guests;
    private final Tags tags;
    private final PlacementGroups groups;
    private final TenantAddresses addresses;

    TagsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnGuests guests,
            Tags tags,
            PlacementGroups groups,
            TenantAddresses addresses) {
        this.addresses = addresses;
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.guests = guests;
        this.tags = tags;
        this.groups = groups;
    }

    @GET
    @TenantScope(READ)
    public Listed<TagJson> list(@BeanParam ListQuery query) {
        guard.unrestricted();
        return LABELS.page(List.copyOf(tags.of(tenant())), query, TagJson::new);
    }

    /** Makes a tag unless it is there, and puts it on machines; all of them or none. */
    @POST
    public TagJson create(TagRequest body) {
        guard.unrestricted();
        String label = Check.text("label", body.label(), 50);
        Check.range("label", label.length(), 3, 50);
        List<TagInstance> tagging = body.guests().stream()
                .map(number -> tagging(bearer(number), label))
                .toList();
        return commands.perform(
                () -> {
                    make(label);
                    tagging.forEach(commands::send);
                },
                () -> new TagJson(label));
    }

    /** What bears the tag. */
    @GET
    @Path("/{label}")
    @TenantScope(READ)
    public Listed<BearerJson> bearers(@PathParam("label") String label, @BeanParam ListQuery query) {
        guard.unrestricted();
        known(label);
        LongPredicate sees = guard.sees("linode");
        Map<Long, PlacementGroupView> grouped = groups.byGuest(tenant());
        List<InstanceView> seen = tags.bearers(tenant(), label).stream()
                .filter(guest -> sees.test(guest.id))
                .toList();
        Map<Long, List<String>> shown = addresses.shown(seen);
        return BEARERS.page(
                seen,
                query,
                guest -> new BearerJson(
                        "linode",
                        LinodeInstanceJson.of(guest, shown.getOrDefault(guest.id, List.of()), grouped.get(guest.id))));
    }

    /** Takes the tag from all that bears it. */
    @DELETE
    @Path("/{label}")
    public Map<String, Object> delete(@PathParam("label") String label) {
        guard.unrestricted();
        known(label);
        Optional<TagId> made = tags.made(tenant(), label);
        List<TagInstance> untagging = tags.bearers(tenant(), label).stream()
                .map(guest -> new TagInstance(
                        new InstanceId(guest.id),
                        Arrays.stream(guest.tags)
                                .filter(tag -> !tag.equals(label))
                                .toList()))
                .toList();
        return commands.perform(
                () -> {
                    untagging.forEach(commands::send);
                    made.ifPresent(tag -> commands.send(new DropTag(tag)));
                },
                Map::of);
    }

    private void make(String label) {
        if (tags.made(tenant(), label).isPresent()) {
            return;
        }
        if (tags.made(tenant()) >= Tags.TAGS_MAX) {
            throw Refused.because(
                    CommonRefusal.INVALID_FIELD, "An account may have at most " + Tags.TAGS_MAX + " tags");
        }
        commands.send(new CreateTag(new TagId(sequences.next("tag")), tenant(), label));
    }

    private static TagInstance tagging(InstanceView guest, String label) {
        List<String> with = new ArrayList<>(List.of(guest.tags));
        if (!with.contains(label)) {
            with.add(label);
        }
        return new TagInstance(new InstanceId(guest.id), with);
    }

    private InstanceView bearer(long number) {
        try {
            return guests.changeable(number);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "linodes", "linodes must be your own, not " + number);
        }
    }

    private void known(String label) {
        if (!tags.of(tenant()).contains(label)) {
            throw Refused.because(ComputeRefusal.TAG_NOT_FOUND, "Not found");
        }
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }

    /** Linode's tag object. */
    public record TagJson(String label) {}

    /**
     * Something that bears a tag.
     *
     * @param type what it is: linode
     */
    public record BearerJson(String type, LinodeInstanceJson data) {}

    /** Body of POST /tags. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TagRequest(
            @Nullable String label, @Nullable List<@Nullable Long> linodes) {
        List<Long> guests() {
            List<@Nullable Long> asked = linodes == null ? List.of() : linodes;
            Check.range("linodes", asked.size(), 0, LINODES_AT_ONCE_MAX);
            return asked.stream()
                    .map(number -> Check.present("linodes", number))
                    .distinct()
                    .toList();
        }
    }
}
