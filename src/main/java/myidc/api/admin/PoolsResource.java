package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import myidc.storage.PoolAgents;
import myidc.storage.PoolCommand.EndCollection;
import myidc.storage.PoolCommand.OfferPool;
import myidc.storage.PoolCommand.RegisterPool;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.PoolCommand.RevokeAgent;
import myidc.storage.StorageRefusal;
import myidc.storage.event.PoolKind;
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
    private final PoolSetup setup;

    PoolsResource(Commands commands, Sequences sequences, Views views, PoolSetup setup) {
        this.commands = commands;
        this.sequences = sequences;
        this.pools = views.pools();
        this.guests = views.guests();
        this.tenants = views.tenants();
        this.hosts = views.hosts();
        this.sites = views.sites();
        this.setup = setup;
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
    public Page<PoolVolumeJson> volumes(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        known(id);
        return guests.list(new Instances.Filter(null, null, id, null), AsOf.instant(asOf), page.ask())
                .map(this::volume);
    }

    private PoolVolumeJson volume(InstanceView guest) {
        Long host = guest.hostId;
        return new PoolVolumeJson(
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
    public Page<PoolReportJson> reports(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return pools.reports(known(id), AsOf.instant(asOf), page.ask()).map(PoolReportJson::of);
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

    /** Takes what the pool's tools printed; from its agent, or from an operator. */
    @POST
    @Path("/{id}/outputs")
    @Staff(value = Role.OPERATOR, agents = PoolAgents.SCOPE)
    public PoolJson outputs(@PathParam("id") long id, PoolSetup.OutputsRequest body) {
        PoolId pool = known(id);
        return commands.perform(() -> setup.measure(pool, body), () -> json(pool));
    }

    /** Takes what a host counted of its guests' disks; those that lie elsewhere are left out, and their number is told. */
    @POST
    @Path("/{id}/operations")
    @Staff(value = Role.OPERATOR, agents = PoolAgents.SCOPE)
    public PoolSetup.CountedJson operations(@PathParam("id") long id, PoolSetup.OperationsRequest body) {
        PoolId pool = known(id);
        PoolSetup.Counts counts = setup.counts(pool, body, guests::inPool);
        return commands.perform(() -> commands.send(counts.command()), counts::answer);
    }

    @PUT
    @Path("/{id}/collection")
    @Staff(Role.OPERATOR)
    public PoolJson collect(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            PoolSetup.CollectionRequest body) {
        PoolId pool = known(id);
        return commands.perform(() -> setup.plan(pool, body, Versions.expected(ifMatch)), () -> json(pool));
    }

    @DELETE
    @Path("/{id}/collection")
    @Staff(Role.OPERATOR)
    public PoolJson endCollection(@PathParam("id") long id) {
        PoolId pool = known(id);
        return commands.perform(() -> commands.send(new EndCollection(pool)), () -> json(pool));
    }

    @GET
    @Path("/{id}/agents")
    public List<PoolSetup.AgentJson> agents(@PathParam("id") long id) {
        return setup.agents(known(id));
    }

    /** Makes an agent; its token is in this answer and nowhere else. */
    @POST
    @Path("/{id}/agents")
    @Staff(Role.OPERATOR)
    public PoolSetup.NewAgentJson allowAgent(@PathParam("id") long id, PoolSetup.AgentRequest body) {
        return setup.allow(known(id), body);
    }

    @DELETE
    @Path("/{id}/agents/{agent}")
    @Staff(Role.OPERATOR)
    public List<PoolSetup.AgentJson> revokeAgent(@PathParam("id") long id, @PathParam("agent") long agent) {
        PoolId pool = known(id);
        return commands.perform(() -> commands.send(new RevokeAgent(pool, agent)), () -> setup.agents(pool));
    }

    @PUT
    @Path("/{id}/thresholds")
    @Staff(Role.OPERATOR)
    public PoolJson thresholds(@PathParam("id") long id, PoolSetup.ThresholdsRequest body) {
        PoolId pool = known(id);
        return commands.perform(() -> setup.thresholds(pool, body), () -> json(pool));
    }

    @PUT
    @Path("/{id}/disks")
    @Staff(Role.OPERATOR)
    public PoolJson disks(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, PoolSetup.DisksRequest body) {
        PoolId pool = known(id);
        return commands.perform(() -> setup.disks(pool, body, Versions.expected(ifMatch)), () -> json(pool));
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
}
