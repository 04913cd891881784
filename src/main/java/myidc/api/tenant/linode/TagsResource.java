package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.TagBearers;
import myidc.compute.ComputeRefusal;
import myidc.compute.TagCommand.CreateTag;
import myidc.compute.TagCommand.DropTag;
import myidc.compute.read.Tags;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Tags, and what bears them: machines, volumes, firewalls, reserved addresses. */
@Path("/{api:v4|v4beta}/tags")
@TenantScope("account:read_write")
public final class TagsResource {
    private static final String READ = "account:read_only";
    private static final int THINGS_AT_ONCE_MAX = 100;
    private static final Attributes<String> LABELS = new Attributes<String>().with("label", Kind.TEXT, label -> label);
    private static final Attributes<BearerJson> BEARERS =
            new Attributes<BearerJson>().with("type", Kind.TEXT, BearerJson::type);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Tags tags;
    private final List<TagBearers> kinds;

    TagsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            Tags tags,
            @Any Instance<TagBearers> kinds) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.tags = tags;
        this.kinds =
                kinds.stream().sorted(Comparator.comparing(TagBearers::kind)).toList();
    }

    @GET
    @TenantScope(READ)
    public Listed<TagJson> list(@BeanParam ListQuery query) {
        guard.unrestricted();
        return LABELS.page(List.copyOf(all()), query, TagJson::new);
    }

    /** Makes a tag unless it is there, and puts it on things; all of them or none. */
    @POST
    public TagJson create(TagRequest body) {
        guard.unrestricted();
        String label = Check.text("label", body.label(), 50);
        Check.range("label", label.length(), 3, 50);
        List<Object> tagging = new ArrayList<>();
        body.asked().forEach((kind, things) -> things.forEach(thing -> tagging.add(put(kind, thing, label))));
        return commands.perform(
                () -> {
                    make(label);
                    tagging.forEach(commands::send);
                },
                () -> new TagJson(label));
    }

    /** What bears the tag, by kind. */
    @GET
    @Path("/{label}")
    @TenantScope(READ)
    public Listed<BearerJson> bearers(@PathParam("label") String label, @BeanParam ListQuery query) {
        guard.unrestricted();
        known(label);
        List<BearerJson> bearers = kinds.stream()
                .flatMap(kind -> kind.bearing(label).stream().map(shown -> new BearerJson(kind.kind(), shown)))
                .toList();
        return BEARERS.page(bearers, query, bearer -> bearer);
    }

    /** Takes the tag from all that bears it. */
    @DELETE
    @Path("/{label}")
    public Map<String, Object> delete(@PathParam("label") String label) {
        guard.unrestricted();
        known(label);
        Optional<TagId> made = tags.made(tenant(), label);
        List<Object> untagging =
                kinds.stream().flatMap(kind -> kind.take(label).stream()).toList();
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

    /** A thing that is not there, not the caller's or not theirs to change is refused alike. */
    private Object put(String kind, String thing, String label) {
        String field = TagRequest.field(kind);
        TagBearers bearers = kinds.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> notOwn(field, thing));
        try {
            return bearers.put(thing, label);
        } catch (Refused refused) {
            throw notOwn(field, thing);
        }
    }

    private static Refused notOwn(String field, String thing) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be your own, not " + thing);
    }

    private SortedSet<String> all() {
        SortedSet<String> labels = new TreeSet<>(tags.of(tenant()));
        kinds.forEach(kind -> labels.addAll(kind.borne()));
        return labels;
    }

    private void known(String label) {
        if (!all().contains(label)) {
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
     * @param type what it is: linode, volume, firewall, reserved_ipv4_address
     * @param data as its own list shows it
     */
    public record BearerJson(String type, Object data) {}

    /** Body of POST /tags; domains and node balancers are named only to be refused. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TagRequest(
            @Nullable String label,
            @Nullable List<@Nullable Long> linodes,
            @Nullable List<@Nullable Long> volumes,
            @Nullable List<@Nullable Long> firewalls,

            @JsonProperty("reserved_ipv4_addresses") @Nullable
            List<@Nullable String> addresses,

            @Nullable List<@Nullable Long> domains,
            @Nullable List<@Nullable Long> nodebalancers) {

        private static final String ADDRESS = "reserved_ipv4_address";

        static String field(String kind) {
            return kind.equals(ADDRESS) ? kind + "es" : kind + "s";
        }

        /** Things as text, by kind. */
        Map<String, List<String>> asked() {
            Map<String, List<String>> asked = new LinkedHashMap<>();
            asked.put("linode", texts("linode", linodes));
            asked.put("volume", texts("volume", volumes));
            asked.put("firewall", texts("firewall", firewalls));
            asked.put(ADDRESS, texts(ADDRESS, addresses));
            asked.put("domain", texts("domain", domains));
            asked.put("nodebalancer", texts("nodebalancer", nodebalancers));
            return asked;
        }

        private static List<String> texts(String kind, @Nullable List<? extends @Nullable Object> given) {
            List<? extends @Nullable Object> asked = given == null ? List.of() : given;
            Check.range(field(kind), asked.size(), 0, THINGS_AT_ONCE_MAX);
            return asked.stream()
                    .map(thing -> Check.present(field(kind), thing).toString())
                    .distinct()
                    .toList();
        }
    }
}
