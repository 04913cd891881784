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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.api.admin.PrefixJson.Asked;
import myidc.api.admin.PrefixJson.CutRequest;
import myidc.api.admin.PrefixJson.DescribeRequest;
import myidc.api.admin.PrefixJson.GiveRequest;
import myidc.api.admin.PrefixJson.PrefixRequest;
import myidc.inventory.read.Sites;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Cidr;
import myidc.network.Filing;
import myidc.network.FreeBlocks;
import myidc.network.Holder;
import myidc.network.NetworkRefusal;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.DescribePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.PrefixPicker;
import myidc.network.PrefixRole;
import myidc.network.read.Addresses;
import myidc.network.read.PrefixPages;
import myidc.network.read.PrefixView;
import myidc.network.read.Prefixes;
import myidc.network.read.Prefixes.Fill;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Prefixes, and giving out their addresses. */
@Path("/admin/v1/prefixes")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PrefixesResource {
    private static final int AT_ONCE_MAX = 256;

    private final Commands commands;
    private final Sequences sequences;
    private final AddressPicker picker;
    private final CurrentCaller callers;
    private final PrefixPicker prefixPicker;
    private final Clock clock;
    private final Views views;

    PrefixesResource(
            Commands commands,
            Sequences sequences,
            AddressPicker picker,
            PrefixPicker prefixPicker,
            CurrentCaller callers,
            Clock clock,
            Views views) {
        this.commands = commands;
        this.sequences = sequences;
        this.picker = picker;
        this.prefixPicker = prefixPicker;
        this.clock = clock;
        this.callers = callers;
        this.views = views;
    }

    @GET
    public Page<PrefixJson> list(@BeanParam Asked asked, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return page(asked.which(), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        PrefixJson prefix = shown(id, AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
        return Response.ok(prefix).tag(Versions.tag(prefix.version())).build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public PrefixJson allocate(PrefixRequest body) {
        Filing filing = body.filing();
        Long site = body.siteId();
        if (site == null && !filing.container()) {
            Check.present("siteId", site);
        }
        PrefixId id = new PrefixId(sequences.next("prefix"));
        AllocatePrefix command = new AllocatePrefix(
                id,
                site(site),
                Check.text("cidr", body.cidr(), 60),
                body.gateway(),
                Boolean.TRUE.equals(body.pool()),
                filing);
        return commands.perform(
                () -> commands.send(command), () -> shown(id.value(), null).orElseThrow());
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response describe(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, DescribeRequest body) {
        PrefixView before = known(id);
        DescribePrefix command = new DescribePrefix(
                new PrefixId(id),
                body.tenantId() == null
                        ? null
                        : new TenantId(Check.range("tenantId", body.tenantId(), 1, Long.MAX_VALUE)),
                body.role() == null
                        ? PrefixRole.valueOf(before.role)
                        : Check.oneOf("role", body.role(), PrefixRole.class),
                body.description(),
                body.quarantineSeconds() == null ? before.quarantineSeconds : body.quarantineSeconds(),
                Versions.expected(ifMatch));
        PrefixJson after = commands.perform(
                () -> commands.send(command), () -> shown(id, null).orElseThrow());
        return Response.ok(after).tag(Versions.tag(after.version())).build();
    }

    /** The largest aligned blocks of a container that no prefix takes, or took at an instant. */
    @GET
    @Path("/{id}/free")
    public FreeJson free(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        PrefixId prefix = new PrefixId(id);
        PrefixView container = views.prefixes().find(prefix, at).orElseThrow(() -> unknown(id));
        if (at == null || !container.container) {
            return new FreeJson(prefixPicker.free(prefix));
        }
        List<Cidr> taken = views.pages().inside(container, at).stream()
                .map(block -> Cidr.of("cidr", block))
                .toList();
        return new FreeJson(FreeBlocks.of(Cidr.of("cidr", container.cidr), taken, PrefixPicker.BLOCKS_MAX));
    }

    /** How full it is, how it filled, what is free of it, and when it will be full. */
    @GET
    @Path("/{id}/outlook")
    public PrefixOutlooks.OutlookJson outlook(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        PrefixView prefix = views.prefixes().find(new PrefixId(id), at).orElseThrow(() -> unknown(id));
        PrefixJson figures = shown(id, at).orElseThrow(() -> unknown(id));
        return views.outlooks().of(prefix, figures, at == null ? clock.instant() : at);
    }

    /** Cuts the next free blocks of a length out of a container, all or none. */
    @POST
    @Path("/{id}/prefixes")
    @Staff(Role.OPERATOR)
    public Cut cut(@PathParam("id") long id, CutRequest body) {
        PrefixView container = known(id);
        int length = Check.range("length", body.length(), 1, 128);
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        Filing filing = body.filing();
        SiteId site = site(body.siteId() == null ? container.siteId : body.siteId());
        return commands.perform(
                () -> {
                    List<Long> cut = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        AllocatePrefix command = prefixPicker.next(new PrefixId(id), length, site, filing);
                        commands.send(command);
                        cut.add(command.prefixId().value());
                    }
                    return cut;
                },
                cut -> new Cut(cut.stream()
                        .map(each -> shown(each, null).orElseThrow())
                        .toList()));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public PrefixJson retire(@PathParam("id") long id) {
        PrefixJson before = shown(id, null).orElseThrow(() -> unknown(id));
        return commands.perform(() -> commands.send(new RetirePrefix(new PrefixId(id))), () -> before);
    }

    @GET
    @Path("/{id}/addresses")
    public Page<AddressJson> addresses(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        PrefixId prefix = new PrefixId(id);
        if (views.prefixes().find(prefix, at).isEmpty()) {
            throw unknown(id);
        }
        return views.addresses()
                .list(prefix, at, page.ask())
                .map(address -> AddressJson.of(address, at == null ? clock.instant() : at));
    }

    @POST
    @Path("/{id}/addresses")
    @Staff(Role.OPERATOR)
    public Given give(@PathParam("id") long id, GiveRequest body) {
        PrefixId prefix = new PrefixId(known(id).id);
        Holder holder = body.holder(callers.get().who(), clock.instant());
        String address = Check.optionalText("address", body.address(), 60);
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        if (address != null && count > 1) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "count", "count must be absent or 1 when an address is named");
        }
        return commands.perform(
                () -> {
                    List<AssignmentId> given = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        AssignAddress command =
                                address == null ? picker.next(prefix, holder) : picker.named(prefix, address, holder);
                        commands.send(command);
                        given.add(command.assignmentId());
                    }
                    return given;
                },
                given -> new Given(given.stream()
                        .map(each -> AddressJson.of(views.addresses().find(each).orElseThrow(), clock.instant()))
                        .toList()));
    }

    private Page<PrefixJson> page(PrefixPages.Which which, @Nullable Instant at, Page.Ask ask) {
        Page<PrefixPages.Placed> found = views.pages().list(which, at, ask);
        Map<Long, Fill> fills = views.prefixes()
                .fills(found.data().stream().map(placed -> placed.prefix().id).toList(), at);
        return found.map(placed -> PrefixJson.of(placed, fills.getOrDefault(placed.prefix().id, Fill.EMPTY)));
    }

    private Optional<PrefixJson> shown(long id, @Nullable Instant at) {
        return page(PrefixPages.Which.one(id), at, new Page.Ask(1, 1)).data().stream()
                .findFirst();
    }

    private @Nullable SiteId site(@Nullable Long id) {
        if (id == null) {
            return null;
        }
        SiteId site = new SiteId(Check.range("siteId", id, 1, Long.MAX_VALUE));
        if (views.sites().find(site).isEmpty()) {
            throw Refused.field(NetworkRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        return site;
    }

    private PrefixView known(long id) {
        return views.prefixes().find(new PrefixId(id)).orElseThrow(() -> unknown(id));
    }

    private static Refused unknown(long id) {
        return Refused.because(NetworkRefusal.PREFIX_NOT_FOUND, "There is no prefix " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Sites sites, Prefixes prefixes, PrefixPages pages, Addresses addresses, PrefixOutlooks outlooks) {}

    /** The addresses given out. */
    public record Given(List<AddressJson> data) {}

    /** The blocks cut out of a container. */
    public record Cut(List<PrefixJson> data) {}

    /** Free blocks. */
    public record FreeJson(List<String> data) {}
}
