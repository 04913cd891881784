package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import myidc.compute.ComputeRefusal;
import myidc.compute.FoundCommand.SetStartPriority;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.storage.read.Pools;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Guests of all tenants, as operators see them. */
@Path("/admin/v1/instances")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InstancesResource {
    private final Commands commands;
    private final Instances instances;
    private final Tenants tenants;
    private final Hosts hosts;
    private final Pools pools;

    InstancesResource(Commands commands, Instances instances, Tenants tenants, Hosts hosts, Pools pools) {
        this.commands = commands;
        this.instances = instances;
        this.tenants = tenants;
        this.hosts = hosts;
        this.pools = pools;
    }

    @GET
    public Page<InstanceJson> list(@BeanParam Which which, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return instances.list(which.filter(), AsOf.instant(asOf), page.ask()).map(this::json);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        InstanceView guest = instances
                .find(new InstanceId(id), AsOf.instant(asOf))
                .orElseThrow(() -> Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "There is no machine " + id));
        return Response.ok(json(guest)).tag(Versions.tag(guest.version)).build();
    }

    /** How early it starts after a power cut. */
    @PUT
    @Path("/{id}/start-priority")
    @Staff(Role.OPERATOR)
    public InstanceJson startPriority(@PathParam("id") long id, PriorityRequest body) {
        InstanceId guest = new InstanceId(id);
        int priority = Check.range("priority", body.priority(), 0, 100);
        if (instances.find(guest).isEmpty()) {
            throw Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "There is no machine " + id);
        }
        return commands.perform(
                () -> commands.send(new SetStartPriority(guest, priority)),
                () -> json(instances.find(guest).orElseThrow()));
    }

    private InstanceJson json(InstanceView guest) {
        Long host = guest.hostId;
        Long pool = guest.poolId;
        String address = guest.address;
        return new InstanceJson(
                guest.id,
                guest.version,
                guest.label,
                guest.tenantId,
                tenants.find(new TenantId(guest.tenantId))
                        .map(tenant -> tenant.name)
                        .orElse(null),
                guest.status,
                guest.plan,
                guest.vcpus,
                guest.memoryMb,
                guest.diskMb,
                guest.image,
                guest.siteId,
                guest.region,
                host,
                host == null
                        ? null
                        : hosts.find(new HostId(host)).map(known -> known.name).orElse(null),
                pool,
                pool == null
                        ? null
                        : pools.find(new PoolId(pool)).map(known -> known.name).orElse(null),
                address == null ? List.of() : List.of(address),
                List.of(guest.tags),
                guest.failure,
                guest.requestedAt,
                guest.updatedAt,
                guest.provisionedAt,
                guest.startPriority,
                guest.encrypted);
    }

    /** Which guests a list shows. */
    public record Which(
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("hostId") @Nullable Long hostId,
            @QueryParam("status") @Nullable String status) {
        Instances.Filter filter() {
            return new Instances.Filter(tenantId, hostId, null, status);
        }
    }

    /**
     * A guest.
     *
     * @param poolId the storage pool its disk lies in; null when it lies on its host
     * @param startPriority how early it starts after a power cut, the highest first
     * @param encrypted whether it was promised that its disks are encrypted
     * @param failure what went wrong last, null once something went right
     */
    public record InstanceJson(
            long id,
            long version,
            String label,
            long tenantId,
            @Nullable String tenantName,
            String status,
            String plan,
            int vcpus,
            long memoryMb,
            long diskMb,
            @Nullable String image,
            long siteId,
            String region,
            @Nullable Long hostId,
            @Nullable String hostName,
            @Nullable Long poolId,
            @Nullable String poolName,
            List<String> ipv4,
            List<String> tags,
            @Nullable String failure,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant provisionedAt,
            int startPriority,
            boolean encrypted) {}

    /** 0 to 100, the highest first. */
    public record PriorityRequest(@Nullable Integer priority) {}
}
