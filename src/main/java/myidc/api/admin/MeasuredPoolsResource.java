package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.api.admin.MeasuredGroups.EverywhereJson;
import myidc.api.admin.MeasuredGroups.GroupRequest;
import myidc.api.admin.MeasuredJson.CloneJson;
import myidc.api.admin.MeasuredJson.EstimateJson;
import myidc.api.admin.MeasuredJson.FiguresJson;
import myidc.api.admin.MeasuredJson.MeasuredPoolJson;
import myidc.api.admin.MeasuredJson.VolumeJson;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.storage.StorageRefusal;
import myidc.storage.read.Pools;
import myidc.storage.read.SketchContents;
import myidc.storage.sketch.Clones;
import myidc.storage.sketch.ExactMoves;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.Moves;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sharing;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** What pools' volumes share, from sketches that scanning agents send: any group of them, moves, clones. */
@Path("/admin/v1/measured-pools")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class MeasuredPoolsResource {
    private static final int CLONES_MAX = 500;
    private static final BigDecimal CONTAINED_LEAST = new BigDecimal("50");

    private final Commands commands;
    private final SketchUploads uploads;
    private final SketchContents contents;
    private final Pools pools;
    private final Tenants tenants;
    private final MeasuredGroups groups;

    MeasuredPoolsResource(Commands commands, SketchUploads uploads, Reads reads, MeasuredGroups groups) {
        this.commands = commands;
        this.uploads = uploads;
        this.contents = reads.contents();
        this.pools = reads.pools();
        this.tenants = reads.tenants();
        this.groups = groups;
    }

    /** The pool's secret for its scanning agents; made on first use. */
    @POST
    @Path("/{id}/secret")
    @Staff(Role.OPERATOR)
    public SecretJson secret(@PathParam("id") long id) {
        PoolId pool = known(id);
        return commands.perform(() -> {}, () -> SecretJson.of(contents.secretOrNew(pool)));
    }

    /** Takes a sketch file in; all its volumes belong to the host, the tenant and the tags that are named. */
    @POST
    @Path("/{id}/sketches")
    @Staff(Role.OPERATOR)
    public TakenJson take(@PathParam("id") long id, @BeanParam OwnerQuery owner, byte[] content) {
        PoolId pool = known(id);
        TenantId tenant = owner.tenantId() == null ? null : new TenantId(owner.tenantId());
        if (tenant != null && tenants.find(tenant).isEmpty()) {
            throw Refused.field(StorageRefusal.GROUP_INVALID, "tenantId", "tenantId names no tenant");
        }
        List<String> tags = owner.tag() == null ? List.of() : owner.tag();
        String host = Check.optionalText("host", owner.host(), 200);
        SketchUploads.Taken taken = uploads.take(pool, content, new SketchUploads.Owner(host, tenant, tags));
        return new TakenJson(taken.sketchId().value(), taken.sketch().volumes().size(), content.length);
    }

    /** Pools of which something was measured, with what all their volumes are together. */
    @GET
    public Page<MeasuredPoolJson> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        List<MeasuredPoolJson> rows = new ArrayList<>();
        for (SketchContents.MeasuredPool measured : contents.pools(at)) {
            pools.find(measured.pool(), at)
                    .ifPresent(
                            pool -> rows.add(MeasuredPoolJson.of(pool, measured, groups.tenants(measured.pool(), at))));
        }
        return Page.cut(rows, page.ask());
    }

    /** Figures of the volumes that meet all that is named, in all pools together; between pools nothing is shared. */
    @POST
    @Path("/figures")
    public EverywhereJson everywhere(@QueryParam("asOf") AsOf asOf, GroupRequest body) {
        return groups.everywhere(body, AsOf.instant(asOf));
    }

    @GET
    @Path("/{id}/volumes")
    public Page<VolumeJson> volumes(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        PoolId pool = known(id);
        return at == null
                ? contents.page(pool, page.ask()).map(VolumeJson::of)
                : Page.cut(groups.volumes(pool, at), page.ask());
    }

    /** Figures of the volumes that meet all that is named; of the whole pool when nothing is. */
    @POST
    @Path("/{id}/figures")
    public FiguresJson figures(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf, GroupRequest body) {
        MeasuredGroups.Group group = groups.in(known(id), body, AsOf.instant(asOf));
        return FiguresJson.of(group.volumes(), group.figures());
    }

    /** What moving a group to another pool frees here and adds there, where nothing of it is yet. */
    @POST
    @Path("/{id}/move")
    public MoveJson move(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf, MoveRequest body) {
        PoolId pool = known(id);
        PoolId target = known(Check.range("targetPoolId", body.targetPoolId(), 1, Long.MAX_VALUE));
        if (target.equals(pool)) {
            throw Refused.field(StorageRefusal.GROUP_INVALID, "targetPoolId", "targetPoolId must be another pool");
        }
        MeasuredGroups.Group group = groups.in(pool, body.group(), AsOf.instant(asOf));
        Figures figures = group.figures();
        return new MoveJson(
                group.volumes(),
                EstimateJson.of(figures.reclaimable()),
                EstimateJson.of(figures.standalone()),
                List.of(),
                null);
    }

    /** Which volumes to move away to free so many bytes while few are copied; of few volumes also the best there is. */
    @POST
    @Path("/{id}/best-moves")
    public MoveJson bestMoves(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf, FreeRequest body) {
        PoolId pool = known(id);
        long bytes = Check.range("bytes", body.bytes(), 1, Long.MAX_VALUE);
        Sharing sharing = groups.measured(pool, AsOf.instant(asOf));
        Moves.Plan plan = Moves.toFree(sharing, (double) bytes);
        if (!plan.enough()) {
            throw Refused.field(
                    StorageRefusal.GROUP_INVALID,
                    "bytes",
                    "bytes must be at most what moving all volumes away frees, "
                            + Math.round(sharing.total().reclaimable().value()));
        }
        byte[] in = new byte[sharing.volumes()];
        plan.volumes().forEach(volume -> in[volume] = 1);
        Figures figures = sharing.group(in);
        List<String> names = plan.volumes().stream().map(sharing.names()::get).toList();
        return new MoveJson(
                names.size(),
                EstimateJson.of(figures.reclaimable()),
                EstimateJson.of(figures.standalone()),
                names,
                ExactMoves.toFree(sharing, (double) bytes)
                        .map(best -> new BestJson(Math.round(best.freed()), Math.round(best.copied())))
                        .orElse(null));
    }

    /** Volumes of which at least half, or the percentage asked for, is in another. */
    @GET
    @Path("/{id}/clones")
    public List<CloneJson> clones(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("leastPercent") @Nullable BigDecimal least) {
        BigDecimal percent = Check.range(
                "leastPercent", least == null ? CONTAINED_LEAST : least, BigDecimal.ONE, BigDecimal.valueOf(100));
        Sharing sharing = groups.measured(known(id), AsOf.instant(asOf));
        return Clones.of(sharing, percent.movePointLeft(2).doubleValue(), CLONES_MAX).stream()
                .map(CloneJson::of)
                .toList();
    }

    private PoolId known(long id) {
        PoolId pool = new PoolId(id);
        if (pools.find(pool).isEmpty()) {
            throw Refused.because(StorageRefusal.POOL_NOT_FOUND, "There is no pool " + id);
        }
        return pool;
    }

    /** What is read to answer. */
    @Singleton
    record Reads(SketchContents contents, Pools pools, Tenants tenants) {}

    /** Whose volumes a sketch is of. */
    public record OwnerQuery(
            @QueryParam("host") @Nullable String host,
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("tag") @Nullable List<String> tag) {}

    /** A group and where it would go. */
    public record MoveRequest(
            @Nullable Long targetPoolId,
            @Nullable Long tenantId,
            @Nullable String host,
            @Nullable String tag,
            @Nullable List<String> volumes) {
        GroupRequest group() {
            return new GroupRequest(tenantId, host, tag, volumes);
        }
    }

    /** How much must be freed. */
    public record FreeRequest(@Nullable Long bytes) {}

    /** 64 hexadecimal digits, to be kept as such; the id is in the sketches made with it. */
    public record SecretJson(String secretId, String secret) {
        static SecretJson of(PoolSecret secret) {
            return new SecretJson(secret.idText(), java.util.HexFormat.of().formatHex(secret.bytes()));
        }
    }

    /** What was taken in. */
    public record TakenJson(long sketchId, int volumes, long contentBytes) {}

    /**
     * A move.
     *
     * @param freed here
     * @param copied there
     * @param names of the volumes, where they were found and not given
     * @param exact the best choice of all, by trying each; null where there are more than twelve volumes
     */
    public record MoveJson(
            int volumes,
            EstimateJson freed,
            EstimateJson copied,
            List<String> names,
            @Nullable BestJson exact) {}

    /** Bytes by their estimates' values. */
    public record BestJson(long freedBytes, long copiedBytes) {}
}
