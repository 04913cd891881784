package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.PoolCommand.RegisterPool;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.StorageRefusal;
import myidc.storage.event.PoolKind;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/** Storage pools and what they report. */
@Path("/admin/v1/pools")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PoolsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Pools pools;
    private final Sites sites;

    PoolsResource(Commands commands, Sequences sequences, Pools pools, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.pools = pools;
        this.sites = sites;
    }

    @GET
    public Page<PoolJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return pools.list(siteId, AsOf.instant(asOf), page.ask()).map(PoolJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        PoolView pool = pools.find(new PoolId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
        return Response.ok(PoolJson.of(pool)).tag(Versions.tag(pool.version)).build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public PoolJson register(PoolRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (sites.find(site).isEmpty()) {
            throw Refused.field(StorageRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        PoolId id = new PoolId(sequences.next("pool"));
        RegisterPool command = new RegisterPool(
                id, site, Check.text("name", body.name(), 80), Check.oneOf("kind", body.kind(), PoolKind.class));
        return commands.perform(
                () -> commands.send(command), () -> PoolJson.of(pools.find(id).orElseThrow()));
    }

    @GET
    @Path("/{id}/reports")
    public Page<ReportJson> reports(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return pools.reports(known(id), AsOf.instant(asOf), page.ask()).map(ReportJson::of);
    }

    @POST
    @Path("/{id}/reports")
    @Staff(Role.OPERATOR)
    public PoolJson report(@PathParam("id") long id, ReportRequest body) {
        PoolId pool = known(id);
        ReportPool command = new ReportPool(
                pool,
                Check.present("at", body.at()),
                Check.present("logicalBytes", body.logicalBytes()),
                Check.present("physicalBytes", body.physicalBytes()),
                Check.present("capacityBytes", body.capacityBytes()),
                body.inodesTotal(),
                body.inodesUsed());
        return commands.perform(
                () -> commands.send(command), () -> PoolJson.of(pools.find(pool).orElseThrow()));
    }

    private PoolId known(long id) {
        PoolId pool = new PoolId(id);
        if (pools.find(pool).isEmpty()) {
            throw unknown(id);
        }
        return pool;
    }

    private static Refused unknown(long id) {
        return Refused.because(StorageRefusal.POOL_NOT_FOUND, "There is no pool " + id);
    }

    /**
     * What a pool is.
     *
     * @param kind VDO, LVM_THIN, ZFS, SDFS, CEPH or FILES
     */
    public record PoolRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable String kind) {}

    /** A pool's figures; inodes absent, or of a total of zero, are not limited. */
    public record ReportRequest(
            @Nullable Instant at,
            @Nullable Long logicalBytes,
            @Nullable Long physicalBytes,
            @Nullable Long capacityBytes,
            @Nullable Long inodesTotal,
            @Nullable Long inodesUsed) {}

    /** A pool; latest is null until its first report. */
    public record PoolJson(
            long id,
            long version,
            long siteId,
            String name,
            String kind,
            Instant registeredAt,
            @Nullable ReportJson latest) {
        static PoolJson of(PoolView pool) {
            return new PoolJson(
                    pool.id, pool.version, pool.siteId, pool.name, pool.kind, pool.registeredAt, ReportJson.of(pool));
        }
    }

    /**
     * A report.
     *
     * @param ratio logical to physical, of deduplication and compression together; null while nothing is stored
     * @param usedPercent physical of capacity
     * @param inodesUsedPercent null when inodes are not limited
     */
    public record ReportJson(
            Instant at,
            long logicalBytes,
            long physicalBytes,
            long capacityBytes,
            long freeBytes,
            @Nullable Long inodesTotal,
            @Nullable Long inodesUsed,
            @Nullable BigDecimal ratio,
            BigDecimal usedPercent,
            @Nullable BigDecimal inodesUsedPercent) {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        static @Nullable ReportJson of(PoolView pool) {
            Instant at = pool.takenAt;
            Long logical = pool.logicalBytes;
            Long physical = pool.physicalBytes;
            Long capacity = pool.capacityBytes;
            if (at == null || logical == null || physical == null || capacity == null) {
                return null;
            }
            return of(new Figures(at, logical, physical, capacity), pool.inodesTotal, pool.inodesUsed);
        }

        static ReportJson of(PoolReportView report) {
            return of(
                    new Figures(report.takenAt, report.logicalBytes, report.physicalBytes, report.capacityBytes),
                    report.inodesTotal,
                    report.inodesUsed);
        }

        private static ReportJson of(Figures figures, @Nullable Long inodesTotal, @Nullable Long inodesUsed) {
            BigDecimal logical = BigDecimal.valueOf(figures.logical());
            BigDecimal physical = BigDecimal.valueOf(figures.physical());
            return new ReportJson(
                    figures.at(),
                    figures.logical(),
                    figures.physical(),
                    figures.capacity(),
                    figures.capacity() - figures.physical(),
                    inodesTotal,
                    inodesUsed,
                    figures.physical() == 0 ? null : logical.divide(physical, 4, RoundingMode.HALF_EVEN),
                    percent(figures.physical(), figures.capacity()),
                    inodesTotal == null || inodesUsed == null ? null : percent(inodesUsed, inodesTotal));
        }

        private static BigDecimal percent(long part, long whole) {
            return BigDecimal.valueOf(part)
                    .multiply(HUNDRED)
                    .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_EVEN);
        }
    }

    private record Figures(Instant at, long logical, long physical, long capacity) {}
}
