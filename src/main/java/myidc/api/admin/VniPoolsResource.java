package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.inventory.read.Sites;
import myidc.network.NetworkRefusal;
import myidc.network.VniCommand.CloseVniPool;
import myidc.network.VniCommand.GiveBackVni;
import myidc.network.VniCommand.OpenVniPool;
import myidc.network.VniCommand.TakeVni;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VniPoolRow;
import myidc.network.read.VniRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;
import myidc.shared.id.VniPoolId;
import org.jspecify.annotations.Nullable;

/** Pools of VXLAN network identifiers, one for each site, and what was given out of them. */
@Path("/admin/v1/vni-pools")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class VniPoolsResource {
    private static final int AT_ONCE_MAX = 256;

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final NetworkShelves shelves;
    private final Sites sites;

    VniPoolsResource(
            Commands commands, Sequences sequences, CurrentCaller callers, NetworkShelves shelves, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.shelves = shelves;
        this.sites = sites;
    }

    @GET
    public Page<VniPoolRow> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return shelves.vniPools().list(Map.of(), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public VniPoolRow one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return known(id, AsOf.instant(asOf));
    }

    @POST
    @Staff(Role.OPERATOR)
    public VniPoolRow open(PoolRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (sites.find(site).isEmpty()) {
            throw Refused.field(NetworkRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        VniPoolId id = new VniPoolId(sequences.next("vnipool"));
        OpenVniPool command =
                new OpenVniPool(id, site, Check.present("first", body.first()), Check.present("last", body.last()));
        return commands.perform(() -> commands.send(command), () -> known(id.value(), null));
    }

    @POST
    @Path("/{id}/close")
    @Staff(Role.OPERATOR)
    public VniPoolRow close(@PathParam("id") long id) {
        VniPoolRow before = known(id, null);
        return commands.perform(() -> commands.send(new CloseVniPool(new VniPoolId(id))), () -> before);
    }

    /** The VNIs given out at the pool's site. */
    @GET
    @Path("/{id}/vnis")
    public Page<VniRow> vnis(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        return shelves.vnis().list(Map.of("siteId", known(id, at).siteId()), at, page.ask());
    }

    /** Takes a VNI by its number, or the next free ones, all or none. */
    @POST
    @Path("/{id}/vnis")
    @Staff(Role.OPERATOR)
    public Taken take(@PathParam("id") long id, VniRequest body) {
        SiteId site = new SiteId(known(id, null).siteId());
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        Long number = body.number();
        if (number != null) {
            Check.range("count", count, 1, 1);
        }
        String holder = body.holder() == null ? callers.get().who() : body.holder();
        return commands.perform(
                () -> {
                    List<Long> taken = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        VniId vni = new VniId(sequences.next("vni"));
                        commands.send(new TakeVni(vni, site, number, holder, body.note()));
                        taken.add(vni.value());
                    }
                    return taken;
                },
                taken -> new Taken(taken.stream()
                        .map(each -> shelves.vnis().find(each, null).orElseThrow())
                        .toList()));
    }

    @POST
    @Path("/{id}/vnis/{vniId}/give-back")
    @Staff(Role.OPERATOR)
    public VniRow giveBack(@PathParam("id") long id, @PathParam("vniId") long vni) {
        VniRow before = shelves.vnis()
                .find(vni, null)
                .filter(row -> row.siteId() == known(id, null).siteId())
                .orElseThrow(() -> Refused.because(NetworkRefusal.VNI_NOT_FOUND, "There is no VNI " + vni + " here"));
        if (before.holder().startsWith("vpc-")) {
            throw Refused.heldBy(
                    NetworkRefusal.VNI_POOL_IN_USE,
                    "vniId",
                    "VNI " + before.number() + " belongs to " + before.holder() + " and goes back with it",
                    before.holder());
        }
        return commands.perform(() -> commands.send(new GiveBackVni(new VniId(vni))), () -> before);
    }

    private VniPoolRow known(long id, @Nullable Instant asOf) {
        return shelves.vniPools()
                .find(id, asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.VNI_POOL_NOT_FOUND, "There is no pool " + id));
    }

    /** What VNIs a site gives out. */
    public record PoolRequest(
            @Nullable Long siteId,
            @Nullable Long first,
            @Nullable Long last) {}

    /**
     * Which VNIs to take.
     *
     * @param number a VNI; the lowest free one when absent
     * @param count how many, 1 to 256, all or none; 1 when absent
     * @param holder who is to have it; the caller when absent
     */
    public record VniRequest(
            @Nullable Long number,
            @Nullable Integer count,
            @Nullable String holder,
            @Nullable String note) {}

    /** The VNIs taken. */
    public record Taken(List<VniRow> data) {}
}
