package myidc.api.tenant.linode;

import static myidc.compute.event.QueuedAction.plain;
import static myidc.compute.event.QueuedAction.start;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.event.QueuedAction.Kind;
import myidc.platform.security.TenantScope;
import myidc.shared.id.ConfigId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Switches guests on and off, and away. Each waits for a busy guest when the caller prefers that: 202 then. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestPowerResource {
    private final OwnGuests guests;
    private final GuestQueue queue;

    GuestPowerResource(OwnGuests guests, GuestQueue queue) {
        this.guests = guests;
        this.queue = queue;
    }

    @DELETE
    @Path("/{linodeId}")
    public ActionJson delete(@PathParam("linodeId") long id, @HeaderParam(GuestQueue.HEADER) @Nullable String prefer) {
        InstanceId guest = known(id);
        return queue.perform(guest, prefer, new DeleteInstance(guest), number -> plain(number, Kind.DELETE));
    }

    @POST
    @Path("/{linodeId}/boot")
    public ActionJson boot(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            @Nullable StartRequest body) {
        InstanceId guest = known(id);
        ConfigId config = StartRequest.config(body);
        return queue.perform(
                guest, prefer, new BootInstance(guest, config), number -> start(number, Kind.BOOT, config));
    }

    @POST
    @Path("/{linodeId}/shutdown")
    public ActionJson shutDown(
            @PathParam("linodeId") long id, @HeaderParam(GuestQueue.HEADER) @Nullable String prefer) {
        InstanceId guest = known(id);
        return queue.perform(guest, prefer, new ShutDownInstance(guest), number -> plain(number, Kind.SHUT_DOWN));
    }

    @POST
    @Path("/{linodeId}/reboot")
    public ActionJson reboot(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            @Nullable StartRequest body) {
        InstanceId guest = known(id);
        ConfigId config = StartRequest.config(body);
        return queue.perform(
                guest, prefer, new RebootInstance(guest, config), number -> start(number, Kind.REBOOT, config));
    }

    /** Takes an action that waits out of the queue, by the number of its event. */
    @DELETE
    @Path("/{linodeId}/queue/{eventId}")
    public ActionJson cancel(@PathParam("linodeId") long id, @PathParam("eventId") long event) {
        return queue.cancel(known(id), event);
    }

    private InstanceId known(long id) {
        return new InstanceId(guests.changeable(id).id);
    }

    /** Body of POST .../boot and .../reboot, which may be absent: the configuration it starts by. */
    public record StartRequest(
            @JsonProperty("config_id") @Nullable Long configId) {
        static @Nullable ConfigId config(@Nullable StartRequest body) {
            Long asked = body == null ? null : body.configId();
            return asked == null ? null : new ConfigId(asked);
        }
    }
}
