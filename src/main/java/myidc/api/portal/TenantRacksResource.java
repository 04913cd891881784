package myidc.api.portal;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import myidc.api.tenant.wire.GrantGuard;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.inventory.read.ReservationView;
import myidc.inventory.read.Reservations;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.RackId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Racks in which a tenant's own gear stands. What is another's is occupied, and nothing more is told of it. */
@Path("/portal/v1/racks")
@TenantScope("linodes:read_only")
public final class TenantRacksResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Views views;

    TenantRacksResource(CurrentCaller callers, GrantGuard guard, Views views) {
        this.callers = callers;
        this.guard = guard;
        this.views = views;
    }

    @GET
    public Page<OwnRack> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        guard.unrestricted();
        Instant at = AsOf.instant(asOf);
        return Page.cut(views.devices().racksOf(tenant(), at), page.ask())
                .map(id -> OwnRack.of(views.racks().find(new RackId(id), at).orElseThrow(() -> unknown(id))));
    }

    @GET
    @Path("/{id}")
    public OwnElevation one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        guard.unrestricted();
        Instant at = AsOf.instant(asOf);
        TenantId tenant = tenant();
        List<DeviceView> standing = views.devices().inRack(new RackId(id), at);
        RackView rack = views.racks()
                .find(new RackId(id), at)
                .filter(found -> standing.stream().anyMatch(device -> isOf(device, tenant)))
                .orElseThrow(() -> unknown(id));
        List<Gear> own = standing.stream()
                .filter(device -> isOf(device, tenant))
                .map(Gear::of)
                .toList();
        List<Occupied> others = standing.stream()
                .filter(device -> !isOf(device, tenant) && device.positionU != null)
                .map(Occupied::of)
                .toList();
        List<Occupied> kept = views.reservations().held(id, at).stream()
                .flatMap(TenantRacksResource::spans)
                .toList();
        List<Occupied> occupied = Stream.concat(others.stream(), kept.stream()).toList();
        return new OwnElevation(OwnRack.of(rack), at, own, occupied);
    }

    private static Stream<Occupied> spans(ReservationView kept) {
        return kept.spansLeft.stream()
                .map(span -> new Occupied(
                        span.positionU(), span.heightU(), span.face().name(), false));
    }

    private static boolean isOf(DeviceView device, TenantId tenant) {
        return Long.valueOf(tenant.value()).equals(device.tenantId);
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.RACK_NOT_FOUND, "There is no rack " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Devices devices, Racks racks, Reservations reservations) {}

    /** A rack, without what others have in it. */
    public record OwnRack(long id, String name, int heightU, boolean numberedTopDown) {
        static OwnRack of(RackView rack) {
            return new OwnRack(rack.id, rack.name, rack.heightU, rack.numberedTopDown);
        }
    }

    /**
     * A tenant's own device.
     *
     * @param positionU the lowest unit, counted from 1 at the bottom; null when it hangs beside the units
     */
    public record Gear(
            long deviceId,
            String name,
            @Nullable String serial,
            String manufacturer,
            String model,
            String state,
            BigDecimal heightU,
            boolean fullDepth,
            @Nullable String face,
            @Nullable BigDecimal positionU) {
        static Gear of(DeviceView device) {
            return new Gear(
                    device.id,
                    device.name,
                    device.serial,
                    device.manufacturer,
                    device.model,
                    device.state,
                    device.heightU,
                    device.fullDepth,
                    device.face,
                    device.positionU);
        }
    }

    /** Units that are another's. */
    public record Occupied(
            BigDecimal positionU,
            BigDecimal heightU,
            @Nullable String face,
            boolean fullDepth) {
        static Occupied of(DeviceView device) {
            BigDecimal position = device.positionU;
            return new Occupied(
                    position == null ? BigDecimal.ZERO : position, device.heightU, device.face, device.fullDepth);
        }
    }

    /** What stands where, as the tenant may see it. */
    public record OwnElevation(OwnRack rack, @Nullable Instant asOf, List<Gear> devices, List<Occupied> occupied) {}
}
