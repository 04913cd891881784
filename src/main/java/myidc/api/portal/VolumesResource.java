package myidc.api.portal;

import jakarta.inject.Singleton;
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
import myidc.storage.read.MeasuredTenants;
import myidc.storage.read.MeasuredTenants.OwnVolume;
import org.jspecify.annotations.Nullable;

/** A tenant's own disks: what is written on them, and the plan that they are paid with. */
@Path("/portal/v1/volumes")
@TenantScope("linodes:read_only")
public final class VolumesResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Instances guests;
    private final Capacities capacities;

    private final MeasuredTenants measured;

    VolumesResource(CurrentCaller callers, GrantGuard guard, Instances guests, Disks disks) {
        this.measured = disks.measured();
        this.callers = callers;
        this.guard = guard;
        this.guests = guests;
        this.capacities = disks.capacities();
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

    /** Volumes of the tenant that were measured beside its machines' disks; for users who see all. */
    @GET
    @Path("/measured")
    public Page<MeasuredVolumeJson> measured(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        guard.unrestricted();
        return measured.volumes(callers.get().ownTenant(), AsOf.instant(asOf), page.ask())
                .map(MeasuredVolumeJson::of);
    }

    /** What is written in a volume, before anything is shared or compressed; whose pool it lies in is not told. */
    public record MeasuredVolumeJson(String name, long logicalBytes, Instant measuredAt) {
        static MeasuredVolumeJson of(OwnVolume volume) {
            return new MeasuredVolumeJson(volume.name(), volume.logicalBytes(), volume.measuredAt());
        }
    }

    /** What is read of disks. */
    @Singleton
    record Disks(Capacities capacities, MeasuredTenants measured) {}

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
