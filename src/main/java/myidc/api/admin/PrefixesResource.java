package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.inventory.read.Sites;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Cidr;
import myidc.network.Holder;
import myidc.network.NetworkRefusal;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.PrefixView;
import myidc.network.read.Prefixes;
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
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
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
    private final Views views;

    PrefixesResource(Commands commands, Sequences sequences, AddressPicker picker, CurrentCaller callers, Views views) {
        this.commands = commands;
        this.sequences = sequences;
        this.picker = picker;
        this.callers = callers;
        this.views = views;
    }

    @GET
    public Page<PrefixJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        Page<PrefixView> found = views.prefixes().list(siteId, at, page.ask());
        Map<Long, Long> held = views.prefixes().held(found.data(), at);
        return found.map(prefix -> PrefixJson.of(prefix, held.getOrDefault(prefix.id, 0L)));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        PrefixJson prefix = json(views.prefixes().find(new PrefixId(id), at).orElseThrow(() -> unknown(id)), at);
        return Response.ok(prefix).tag(Versions.tag(prefix.version())).build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public PrefixJson allocate(PrefixRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (views.sites().find(site).isEmpty()) {
            throw Refused.field(NetworkRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        PrefixId id = new PrefixId(sequences.next("prefix"));
        AllocatePrefix command = new AllocatePrefix(
                id, site, Check.text("cidr", body.cidr(), 60), body.gateway(), Boolean.TRUE.equals(body.pool()));
        return commands.perform(
                () -> commands.send(command),
                () -> json(views.prefixes().find(id).orElseThrow(), null));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public PrefixJson retire(@PathParam("id") long id) {
        PrefixJson before = json(known(id), null);
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
        return views.addresses().list(prefix, at, page.ask()).map(AddressJson::of);
    }

    @POST
    @Path("/{id}/addresses")
    @Staff(Role.OPERATOR)
    public Given give(@PathParam("id") long id, GiveRequest body) {
        PrefixId prefix = new PrefixId(known(id).id);
        Holder holder = new Holder(callers.get().who(), null, body.note());
        String address = Check.optionalText("address", body.address(), 60);
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        if (address != null && count > 1) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "count", "count must be absent or 1 when an address is named");
        }
        return commands.perform(
                () -> {
                    List<String> given = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        AssignAddress command =
                                address == null ? picker.next(prefix, holder) : picker.named(prefix, address, holder);
                        commands.send(command);
                        given.add(command.address());
                    }
                    return given;
                },
                given -> new Given(given.stream()
                        .map(each -> AddressJson.of(views.addresses().held(each).orElseThrow()))
                        .toList()));
    }

    private PrefixJson json(PrefixView prefix, @Nullable Instant asOf) {
        return PrefixJson.of(
                prefix, views.prefixes().held(List.of(prefix), asOf).getOrDefault(prefix.id, 0L));
    }

    private PrefixView known(long id) {
        return views.prefixes().find(new PrefixId(id)).orElseThrow(() -> unknown(id));
    }

    private static Refused unknown(long id) {
        return Refused.because(NetworkRefusal.PREFIX_NOT_FOUND, "There is no prefix " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Sites sites, Prefixes prefixes, Addresses addresses) {}

    /**
     * What a prefix is to be.
     *
     * @param gateway never given out; absent when the network has none
     * @param pool true when network and broadcast addresses may be given out too
     */
    public record PrefixRequest(
            @Nullable Long siteId,
            @Nullable String cidr,
            @Nullable String gateway,
            @Nullable Boolean pool) {}

    /**
     * Which addresses to give out: one by name, or the next free.
     *
     * @param count how many, 1 to 256, all or none; 1 when absent
     */
    public record GiveRequest(
            @Nullable Integer count,
            @Nullable String address,
            @Nullable String note) {}

    /** The addresses given out. */
    public record Given(List<AddressJson> data) {}

    /**
     * A prefix.
     *
     * @param size addresses that may be given out
     * @param used addresses that have a holder
     */
    public record PrefixJson(
            long id,
            long version,
            long siteId,
            String cidr,
            int family,
            @Nullable String gateway,
            boolean pool,
            BigInteger size,
            long used,
            BigInteger free,
            Instant allocatedAt) {
        static PrefixJson of(PrefixView prefix, long used) {
            BigInteger all = Cidr.of("cidr", prefix.cidr).usable(prefix.pool);
            BigInteger size = prefix.gateway == null ? all : all.subtract(BigInteger.ONE);
            return new PrefixJson(
                    prefix.id,
                    prefix.version,
                    prefix.siteId,
                    prefix.cidr,
                    prefix.family,
                    prefix.gateway,
                    prefix.pool,
                    size,
                    used,
                    size.subtract(BigInteger.valueOf(used)),
                    prefix.allocatedAt);
        }
    }

    /**
     * An assignment of an address.
     *
     * @param holder who has it, such as instance-42 or person-1
     * @param state ASSIGNED, or RELEASED when it is held no more
     * @param until null while it is held
     */
    public record AddressJson(
            long assignmentId,
            long prefixId,
            String address,
            int prefixLength,
            @Nullable String gateway,
            String holder,
            @Nullable Long tenantId,
            @Nullable String note,
            String state,
            Instant since,
            @Nullable Instant until) {
        static AddressJson of(AddressView address) {
            return new AddressJson(
                    address.id,
                    address.prefixId,
                    address.address,
                    address.prefixLength,
                    address.gateway,
                    address.holder,
                    address.tenantId,
                    address.note,
                    address.releasedAt == null ? "ASSIGNED" : "RELEASED",
                    address.assignedAt,
                    address.releasedAt);
        }
    }
}
