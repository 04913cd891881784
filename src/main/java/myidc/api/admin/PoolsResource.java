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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Instances.Promised;
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
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.storage.PoolCommand.OfferPool;
import myidc.storage.PoolCommand.RegisterPool;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.StorageRefusal;
import myidc.storage.event.PoolKind;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Storage pools and what they report. */
@Path("/admin/v1/pools")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PoolsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Pools pools;
    private final Instances guests;
    private final Tenants tenants;
    private final Hosts hosts;
    private final Sites sites;

    PoolsResource(Commands commands, Sequences sequences, Views views) {
        this.commands = commands;
        this.sequences = sequences;
        this.pools = views.pools();
        this.guests = views.guests();
        this.tenants = views.tenants();
        this.hosts = views.hosts();
        this.sites = views.sites();
    }

    @GET
    public Page<PoolJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Map<Long, Promised> promised = guests.promised(AsOf.instant(asOf));
        return pools.list(siteId, AsOf.instant(asOf), page.ask()).map(pool -> PoolJson.of(pool, promised));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        PoolView pool = pools.find(new PoolId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
        return Response.ok(PoolJson.of(pool, guests.promised(AsOf.instant(asOf))))
                .tag(Versions.tag(pool.version))
                .build();
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
        return commands.perform(() -> commands.send(command), () -> json(id));
    }

    /** Says which hosts' new guests keep their disks in the pool; disks that lie somewhere already stay there. */
    @PUT
    @Path("/{id}/offer")
    @Staff(Role.OPERATOR)
    public Response offer(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, OfferRequest body) {
        PoolView pool = pools.find(new PoolId(id)).orElseThrow(() -> unknown(id));
        List<HostId> named = Check.present("hostIds", body.hostIds()).stream()
                .map(HostId::new)
                .toList();
        for (HostId host : named) {
            if (hosts.find(host).filter(known -> known.siteId == pool.siteId).isEmpty()) {
                throw Refused.field(
                        StorageRefusal.OFFER_INVALID, "hostIds", host.text() + " is no host of the pool's site");
            }
        }
        PoolId known = new PoolId(id);
        OfferPool command =
                new OfferPool(known, Check.present("wholeSite", body.wholeSite()), named, Versions.expected(ifMatch));
        PoolJson offered = commands.perform(() -> commands.send(command), () -> json(known));
        return Response.ok(offered).tag(Versions.tag(offered.version())).build();
    }

    /** Disks of guests that lie in the pool, by the guests' numbers. */
    @GET
    @Path("/{id}/volumes")
    public Page<VolumeJson> volumes(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        known(id);
        return guests.list(new Instances.Filter(null, null, id, null), AsOf.instant(asOf), page.ask())
                .map(this::volume);
    }

    private VolumeJson volume(InstanceView guest) {
        Long host = guest.hostId;
        return new VolumeJson(
                guest.id,
                guest.label,
                guest.status,
                guest.tenantId,
                tenants.find(new TenantId(guest.tenantId))
                        .map(tenant -> tenant.name)
                        .orElse(null),
                host,
                host == null
                        ? null
                        : hosts.find(new HostId(host)).map(known -> known.name).orElse(null),
                guest.wanted().most(guest.size().resources()).diskMb() << 20,
                guest.diskPlacedAt);
    }

    private PoolJson json(PoolId id) {
        return PoolJson.of(pools.find(id).orElseThrow(), guests.promised(null));
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
        return commands.perform(() -> commands.send(command), () -> json(pool));
    }

    private PoolId known(long id) {
        PoolId pool = new PoolId(id);
        if (pools.find(pool).isEmpty()) {
            throw unknown(id);
        }
        return pool;
    }

    /** What is read to answer. */
    @Singleton
    record Views(Pools pools, Instances guests, Tenants tenants, Hosts hosts, Sites sites) {}

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

    /**
     * Whose disks a pool takes.
     *
     * @param wholeSite whether those of every host of its site that no pool names
     * @param hostIds the hosts it is named for, at most 500
     */
    public record OfferRequest(
            @Nullable Boolean wholeSite, @Nullable List<Long> hostIds) {}

    /** A pool's figures; inodes absent, or of a total of zero, are not limited. */
    public record ReportRequest(
            @Nullable Instant at,
            @Nullable Long logicalBytes,
            @Nullable Long physicalBytes,
            @Nullable Long capacityBytes,
            @Nullable Long inodesTotal,
            @Nullable Long inodesUsed) {}

    /**
     * A pool.
     *
     * @param guests how many guests have their disk there
     * @param promisedBytes what those disks were promised together, whatever is written
     * @param latest null until its first report
     */
    public record PoolJson(
            long id,
            long version,
            long siteId,
            String name,
            String kind,
            Instant registeredAt,
            boolean wholeSite,
            List<Long> hostIds,
            long guests,
            long promisedBytes,
            @Nullable ReportJson latest) {
        static PoolJson of(PoolView pool, Map<Long, Promised> promised) {
            Promised own = promised.getOrDefault(pool.id, Promised.NOTHING);
            return new PoolJson(
                    pool.id,
                    pool.version,
                    pool.siteId,
                    pool.name,
                    pool.kind,
                    pool.registeredAt,
                    pool.wholeSite,
                    LongStream.of(pool.hostIds).boxed().toList(),
                    own.guests(),
                    own.bytes(),
                    ReportJson.of(pool));
        }
    }

    /**
     * The disk of a guest in a pool.
     *
     * @param promisedBytes its size; while it is made larger, the size to be
     * @param since when it was placed there
     */
    public record VolumeJson(
            long instanceId,
            String label,
            String status,
            long tenantId,
            @Nullable String tenantName,
            @Nullable Long hostId,
            @Nullable String hostName,
            long promisedBytes,
            @Nullable Instant since) {}

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
