package myidc.api.portal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.storage.read.Capacities;
import org.jspecify.annotations.Nullable;

/** A tenant's own disks: what is written on them, and the plan that they are paid with. */
@Path("/portal/v1/volumes")
@TenantScope("linodes:read_only")
public final class VolumesResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Instances guests;
    private final Capacities capacities;

    VolumesResource(CurrentCaller callers, GrantGuard guard, Instances guests, Capacities capacities) {
        this.callers = callers;
        this.guard = guard;
        this.guests = guests;
        this.capacities = capacities;
    }

    /** Disks of the tenant's machines, by the machines' numbers; for users who see all of them. */
    @GET
    public Page<VolumeJson> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        guard.unrestricted();
        Instant at = AsOf.instant(asOf);
        Map<Long, Map<Long, Capacities.OnDisk>> byPool = new HashMap<>();
        Instances.Filter own = new Instances.Filter(callers.get().ownTenant().value(), null, null, null);
        return guests.list(own, at, page.ask()).map(guest -> {
            Long pool = guest.poolId;
            Capacities.OnDisk written = pool == null
                    ? null
                    : byPool.computeIfAbsent(pool, id -> capacities.guestsDisks(new PoolId(id), at))
                            .get(guest.id);
            return VolumeJson.of(guest, Optional.ofNullable(written));
        });
    }

    /**
     * The disk of a machine.
     *
     * @param plan what it is paid with; its price is the plan's
     * @param promisedBytes the size that is paid for
     * @param logicalBytes what is written on it, before any reduction; null where it is not measured
     * @param measuredAt when that was so
     */
    public record VolumeJson(
            long instanceId,
            String label,
            String status,
            String plan,
            long promisedBytes,
            @Nullable Long logicalBytes,
            @Nullable Instant measuredAt) {
        static VolumeJson of(InstanceView guest, Optional<Capacities.OnDisk> written) {
            return new VolumeJson(
                    guest.id,
                    guest.label,
                    guest.status,
                    guest.plan,
                    guest.wanted().most(guest.size().resources()).diskMb() << 20,
                    written.map(Capacities.OnDisk::logicalBytes).orElse(null),
                    written.map(Capacities.OnDisk::at).orElse(null));
        }
    }
}
