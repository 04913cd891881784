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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.compute.read.Hosts;
import myidc.inventory.DeviceCommand;
import myidc.inventory.DeviceCommand.DrainDevice;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.OrderDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.PutDeviceInService;
import myidc.inventory.DeviceCommand.RackDevice;
import myidc.inventory.DeviceCommand.ReceiveDevice;
import myidc.inventory.DeviceCommand.RegisterDevice;
import myidc.inventory.DeviceCommand.RelabelDevice;
import myidc.inventory.DeviceCommand.RetireDevice;
import myidc.inventory.DeviceCommand.SetDeviceTenant;
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.ReservationCommand.UseSpace;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.Racks;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Devices and the steps of their life. */
@Path("/admin/v1/devices")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class DevicesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Views views;
    private final HostSteps hosts;

    DevicesResource(Commands commands, Sequences sequences, Views views, HostSteps hosts) {
        this.commands = commands;
        this.sequences = sequences;
        this.views = views;
        this.hosts = hosts;
    }

    @GET
    public Page<DeviceJson> list(@BeanParam Which which, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        Page<DeviceView> found =
                which.ids().isEmpty() ? views.devices().list(which.filter(), at, page.ask()) : some(which.ids(), at);
        Map<Long, String> names = views.racks().names(found.data(), at);
        Map<Long, Long> hostIds = views.hosts()
                .byDevice(found.data().stream().map(device -> device.id).toList(), at);
        return found.map(device -> DeviceJson.of(device, names, hostIds));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return tagged(json(views.devices().find(new DeviceId(id), at).orElseThrow(() -> unknown(id)), at));
    }

    @POST
    @Staff(Role.OPERATOR)
    public DeviceJson register(DeviceRequest body) {
        DeviceType type = type(Check.range("deviceTypeId", body.deviceTypeId(), 1, Long.MAX_VALUE));
        DeviceMake make = type.make();
        DeviceId id = new DeviceId(sequences.next("device"));
        String name = Check.text("name", body.name(), 80);
        DeviceCommand command = Boolean.TRUE.equals(body.ordered())
                ? new OrderDevice(id, make, name, body.assetTag())
                : new RegisterDevice(id, make, name, Check.text("serial", body.serial(), 80), body.assetTag());
        return perform(id, () -> {
            commands.send(command);
            type.fittings(id).forEach(commands::send);
        });
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response relabel(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, LabelRequest body) {
        DeviceId device = known(id);
        String name = Check.text("name", body.name(), 80);
        return tagged(perform(device, new RelabelDevice(device, Versions.expected(ifMatch), name, body.assetTag())));
    }

    @POST
    @Path("/{id}/receive")
    @Staff(Role.OPERATOR)
    public DeviceJson receive(@PathParam("id") long id, ReceiptRequest body) {
        DeviceId device = known(id);
        return perform(device, new ReceiveDevice(device, Check.text("serial", body.serial(), 80), body.assetTag()));
    }

    @POST
    @Path("/{id}/rack")
    @Staff(Role.OPERATOR)
    public DeviceJson rack(@PathParam("id") long id, PlaceRequest body) {
        DeviceId device = known(id);
        RackDevice command = new RackDevice(device, body.place());
        return perform(device, () -> {
            commands.send(command);
            use(device, command.place());
            hosts.follow(device, command.place().rackId());
        });
    }

    @POST
    @Path("/{id}/move")
    @Staff(Role.OPERATOR)
    public DeviceJson move(@PathParam("id") long id, PlaceRequest body) {
        DeviceId device = known(id);
        MoveDevice command = new MoveDevice(device, body.place());
        return perform(device, () -> {
            commands.send(command);
            use(device, command.place());
            hosts.follow(device, command.place().rackId());
        });
    }

    @POST
    @Path("/{id}/unrack")
    @Staff(Role.OPERATOR)
    public DeviceJson unrack(@PathParam("id") long id) {
        DeviceId device = known(id);
        return perform(device, () -> {
            hosts.refuseWithGuests(device);
            commands.send(new UnrackDevice(device));
        });
    }

    @POST
    @Path("/{id}/in-service")
    @Staff(Role.OPERATOR)
    public DeviceJson putInService(@PathParam("id") long id) {
        DeviceId device = known(id);
        return perform(device, () -> {
            commands.send(new PutDeviceInService(device));
            hosts.reopen(device);
        });
    }

    @POST
    @Path("/{id}/drain")
    @Staff(Role.OPERATOR)
    public DeviceJson drain(@PathParam("id") long id) {
        DeviceId device = known(id);
        return perform(device, () -> {
            commands.send(new DrainDevice(device));
            hosts.drain(device);
        });
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public DeviceJson retire(@PathParam("id") long id) {
        DeviceId device = known(id);
        return perform(device, () -> {
            hosts.refuseWithGuests(device);
            commands.send(new RetireDevice(device));
        });
    }

    private Page<DeviceView> some(List<Long> ids, @Nullable Instant at) {
        Check.range("id", ids.size(), 1, Page.SIZE_MAX);
        return Page.of(views.devices().some(ids, at), new Page.Ask(1, Page.SIZE_MAX), ids.size());
    }

    @POST
    @Path("/{id}/tenant")
    @Staff(Role.OPERATOR)
    public DeviceJson give(@PathParam("id") long id, OwnerRequest body) {
        DeviceId device = known(id);
        Long given = body.tenantId();
        TenantId tenant = given == null ? null : new TenantId(Check.range("tenantId", given, 1, Long.MAX_VALUE));
        if (tenant != null && views.tenants().find(tenant).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tenantId", "tenantId names no tenant");
        }
        return perform(device, new SetDeviceTenant(device, tenant));
    }

    /** Notes in the reservation what a device took of it. */
    private void use(DeviceId device, Place place) {
        ReservationId reservation = place.reservationId();
        if (reservation != null) {
            commands.send(new UseSpace(reservation, device));
        }
    }

    private DeviceJson perform(DeviceId id, DeviceCommand command) {
        return perform(id, () -> commands.send(command));
    }

    private DeviceJson perform(DeviceId id, Runnable work) {
        return commands.perform(work, () -> json(views.devices().find(id).orElseThrow(), null));
    }

    private DeviceJson json(DeviceView device, @Nullable Instant asOf) {
        return DeviceJson.of(
                device,
                views.racks().names(List.of(device), asOf),
                views.hosts().byDevice(List.of(device.id), asOf));
    }

    private DeviceId known(long id) {
        DeviceId device = new DeviceId(id);
        if (views.devices().find(device).isEmpty()) {
            throw unknown(id);
        }
        return device;
    }

    private DeviceType type(long typeId) {
        return views.types()
                .find(typeId)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.DEVICE_TYPE_UNKNOWN, "deviceTypeId", "deviceTypeId names no device type"));
    }

    private static Response tagged(DeviceJson device) {
        return Response.ok(device).tag(Versions.tag(device.version())).build();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.DEVICE_NOT_FOUND, "There is no device " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Devices devices, DeviceTypes types, Racks racks, Hosts hosts, Tenants tenants) {}

    /**
     * Which devices a list shows.
     *
     * @param ids up to 500 numbers: the devices with these, whatever else is said
     */
    public record Which(
            @QueryParam("id") List<Long> ids,
            @QueryParam("state") @Nullable String state,
            @QueryParam("rackId") @Nullable Long rackId,
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("q") @Nullable String text) {
        Devices.Filter filter() {
            String wanted = state == null ? null : state.toUpperCase(Locale.ROOT);
            return new Devices.Filter(wanted, rackId, siteId, Check.optionalText("q", text, 80));
        }
    }

    /**
     * What a device is to be.
     *
     * @param ordered true when it has not arrived yet and has no serial
     */
    public record DeviceRequest(
            @Nullable Long deviceTypeId,
            @Nullable String serial,
            @Nullable String name,
            @Nullable String assetTag,
            @Nullable Boolean ordered) {}

    /** What a device is to be called. */
    public record LabelRequest(
            @Nullable String name, @Nullable String assetTag) {}

    /** Whose gear a device is; absent is the operator's own. */
    public record OwnerRequest(@Nullable Long tenantId) {}

    /** What arrived. */
    public record ReceiptRequest(
            @Nullable String serial, @Nullable String assetTag) {}

    /**
     * Where a device is to stand.
     *
     * @param reservationId space kept for it that it uses
     */
    public record PlaceRequest(
            @Nullable Long rackId,
            @Nullable String face,
            @Nullable BigDecimal positionU,
            @Nullable Long reservationId) {
        Place place() {
            return new Place(
                    new RackId(Check.range("rackId", rackId, 1, Long.MAX_VALUE)),
                    Check.oneOf("face", face, Face.class),
                    positionU,
                    reservationId == null
                            ? null
                            : new ReservationId(Check.range("reservationId", reservationId, 1, Long.MAX_VALUE)));
        }
    }
}
