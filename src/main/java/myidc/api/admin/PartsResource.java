package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.PartCommand;
import myidc.inventory.PartCommand.InstallPart;
import myidc.inventory.PartCommand.PartLabel;
import myidc.inventory.PartCommand.ReceivePart;
import myidc.inventory.PartCommand.RemovePart;
import myidc.inventory.PartCommand.RetirePart;
import myidc.inventory.catalog.ModuleType;
import myidc.inventory.catalog.ModuleTypes;
import myidc.inventory.event.PartKind;
import myidc.inventory.read.Devices;
import myidc.inventory.read.PartView;
import myidc.inventory.read.Parts;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;
import org.jspecify.annotations.Nullable;

/** Parts of devices: disks, memory, GPUs, network cards. */
@Path("/admin/v1/parts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PartsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Parts parts;
    private final Devices devices;
    private final ModuleTypes modules;

    PartsResource(Commands commands, Sequences sequences, Parts parts, Devices devices, ModuleTypes modules) {
        this.commands = commands;
        this.sequences = sequences;
        this.parts = parts;
        this.devices = devices;
        this.modules = modules;
    }

    @GET
    public Page<PartView> list(@BeanParam Which which, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return parts.list(which.filter(), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public PartView one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return parts.find(new PartId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
    }

    @POST
    @Staff(Role.OPERATOR)
    public PartView receive(PartRequest body) {
        PartId id = new PartId(sequences.next("part"));
        Long typeId = body.moduleTypeId();
        PartRequest said = typeId == null ? body : body.of(module(typeId));
        PartLabel label = new PartLabel(
                Check.oneOf("kind", said.kind(), PartKind.class),
                Check.text("manufacturer", said.manufacturer(), 60),
                Check.text("model", said.model(), 100),
                Check.text("serial", said.serial(), 80),
                said.capacity());
        return perform(id, new ReceivePart(id, label, typeId));
    }

    @POST
    @Path("/{id}/install")
    @Staff(Role.OPERATOR)
    public PartView install(@PathParam("id") long id, InstallRequest body) {
        PartId part = known(id);
        DeviceId device = new DeviceId(Check.range("deviceId", body.deviceId(), 1, Long.MAX_VALUE));
        boolean there = devices.find(device)
                .filter(found -> !"RETIRED".equals(found.state))
                .isPresent();
        if (!there) {
            throw Refused.field(InventoryRefusal.DEVICE_UNKNOWN, "deviceId", "deviceId names no device in use");
        }
        return perform(part, new InstallPart(part, device, Check.text("slot", body.slot(), 40)));
    }

    @POST
    @Path("/{id}/remove")
    @Staff(Role.OPERATOR)
    public PartView remove(@PathParam("id") long id) {
        PartId part = known(id);
        return perform(part, new RemovePart(part));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public PartView retire(@PathParam("id") long id) {
        PartId part = known(id);
        return perform(part, new RetirePart(part));
    }

    private ModuleType module(long id) {
        return modules.find(id)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.MODULE_TYPE_UNKNOWN, "moduleTypeId", "moduleTypeId names no module type"));
    }

    private PartView perform(PartId id, PartCommand command) {
        return commands.perform(
                () -> commands.send(command), () -> parts.find(id, null).orElseThrow());
    }

    private PartId known(long id) {
        PartId part = new PartId(id);
        if (parts.find(part, null).isEmpty()) {
            throw unknown(id);
        }
        return part;
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.PART_NOT_FOUND, "There is no part " + id);
    }

    /** Which parts a list shows. */
    public record Which(
            @QueryParam("deviceId") @Nullable Long deviceId,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("state") @Nullable String state,
            @QueryParam("serial") @Nullable String serial) {
        Parts.Filter filter() {
            return new Parts.Filter(deviceId, kind, state, serial);
        }
    }

    /**
     * What is written on a part.
     *
     * @param moduleTypeId what it is as a module, which then tells its kind, maker and model
     */
    public record PartRequest(
            @Nullable String kind,
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String serial,
            @Nullable String capacity,
            @Nullable Long moduleTypeId) {
        PartRequest of(ModuleType type) {
            return new PartRequest(type.kind.name(), type.manufacturer, type.model, serial, capacity, moduleTypeId);
        }
    }

    /** Where a part goes. */
    public record InstallRequest(
            @Nullable Long deviceId, @Nullable String slot) {}
}
