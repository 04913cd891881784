package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.inventory.CordCommand.PlugCord;
import myidc.inventory.CordCommand.PullCord;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.read.CordView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.PowerNodes;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.CordId;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PowerNodeId;
import org.jspecify.annotations.Nullable;

/** Power cords. */
@Path("/admin/v1/power-cords")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CordsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final PowerNodes power;
    private final Devices devices;

    CordsResource(Commands commands, Sequences sequences, PowerNodes power, Devices devices) {
        this.commands = commands;
        this.sequences = sequences;
        this.power = power;
        this.devices = devices;
    }

    @GET
    public Page<CordView> list(
            @QueryParam("deviceId") @Nullable Long deviceId,
            @QueryParam("powerNodeId") @Nullable Long nodeId,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        return power.cords(deviceId, nodeId, AsOf.instant(asOf), page.ask());
    }

    @POST
    @Staff(Role.OPERATOR)
    public CordView plug(CordRequest body) {
        DeviceId device = new DeviceId(Check.range("deviceId", body.deviceId(), 1, Long.MAX_VALUE));
        if (devices.find(device).isEmpty()) {
            throw Refused.field(InventoryRefusal.DEVICE_UNKNOWN, "deviceId", "deviceId names no device in use");
        }
        CordId id = new CordId(sequences.next("cord"));
        PlugCord command = new PlugCord(
                id,
                device,
                Check.range("psu", body.psu(), 1, 100),
                new PowerNodeId(Check.range("powerNodeId", body.powerNodeId(), 1, Long.MAX_VALUE)),
                Check.range("outlet", body.outlet(), 1, 200));
        return commands.perform(
                () -> commands.send(command), () -> power.cord(id.value(), null).orElseThrow());
    }

    @POST
    @Path("/{id}/pull")
    @Staff(Role.OPERATOR)
    public CordView pull(@PathParam("id") long id) {
        CordView before = power.cord(id, null)
                .orElseThrow(() -> Refused.because(InventoryRefusal.CORD_NOT_FOUND, "There is no cord " + id));
        return commands.perform(() -> commands.send(new PullCord(new CordId(id))), () -> before);
    }

    /** What a cord joins; power supplies and outlets are numbered from 1. */
    public record CordRequest(
            @Nullable Long deviceId,
            @Nullable Integer psu,
            @Nullable Long powerNodeId,
            @Nullable Integer outlet) {}
}
