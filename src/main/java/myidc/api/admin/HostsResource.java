package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand;
import myidc.compute.HostCommand.ConnectHost;
import myidc.compute.HostCommand.CordonHost;
import myidc.compute.HostCommand.DisconnectHost;
import myidc.compute.HostCommand.DrainHost;
import myidc.compute.HostCommand.ReportHostLost;
import myidc.compute.HostCommand.ReportHostReturned;
import myidc.compute.HostCommand.UncordonHost;
import myidc.compute.joining.HostInvitations;
import myidc.compute.read.HostSight;
import myidc.compute.read.HostSightings;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.reconcile.DriftDesk;
import myidc.inventory.read.Devices;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Hosts and what becomes of them. */
@Path("/admin/v1/hosts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HostsResource {
    private final Commands commands;
    private final Hosts hosts;
    private final Devices devices;
    private final HostSightings sightings;
    private final DriftDesk desk;
    private final HostJoining joining;

    HostsResource(Commands commands, Hosts hosts, Devices devices, HostJoining joining, DriftDesk desk) {
        this.desk = desk;
        this.sightings = joining.sightings();
        this.joining = joining;
        this.commands = commands;
        this.hosts = hosts;
        this.devices = devices;
    }

    /** Hosts of a site or of all, or those with the numbers named as {@code id}, as often as there are: 500 at most. */
    @GET
    public Page<HostJson> list(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("id") List<Long> ids,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        Instant then = AsOf.instant(asOf);
        Instant at = hosts.instant(then);
        Page<HostView> found = ids.isEmpty() ? hosts.list(siteId, then, page.ask()) : some(ids, then);
        return found.map(host -> HostJson.of(host, at));
    }

    private Page<HostView> some(List<Long> ids, @Nullable Instant then) {
        Check.range("id", ids.size(), 1, Page.SIZE_MAX);
        return Page.of(hosts.some(ids, then), new Page.Ask(1, Page.SIZE_MAX), ids.size());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant then = AsOf.instant(asOf);
        HostView host = hosts.find(new HostId(id), then).orElseThrow(() -> unknown(id));
        return Response.ok(HostJson.of(host, hosts.instant(then)))
                .tag(Versions.tag(host.version))
                .build();
    }

    /** What a connected host was last seen to be, and where that differs from the book. */
    @GET
    @Path("/{id}/connection")
    public HostSight connection(@PathParam("id") long id) {
        HostId host = known(id);
        return sightings
                .of(host)
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.HOST_NOT_CONNECTED, host + " has simulated guests, if any"));
    }

    /** Asks the host for each of its guests now, and tells which are otherwise there than in the book. */
    @GET
    @Path("/{id}/drift")
    public DriftsJson drift(@PathParam("id") long id) {
        return new DriftsJson(desk.look(known(id)));
    }

    /** The book follows what the host has of the guest; one that is not there any more is deleted. Refused while its filter is another. */
    @POST
    @Path("/{id}/drift/{instanceId}/accept")
    @Staff(Role.OPERATOR)
    public DriftsJson accept(@PathParam("id") long id, @PathParam("instanceId") long instanceId) {
        desk.accept(known(id), new InstanceId(instanceId));
        return drift(id);
    }

    /** The host gets the guest as the book has it. */
    @POST
    @Path("/{id}/drift/{instanceId}/undo")
    @Staff(Role.OPERATOR)
    public DriftsJson undo(@PathParam("id") long id, @PathParam("instanceId") long instanceId) {
        desk.undo(known(id), new InstanceId(instanceId));
        return drift(id);
    }

    /** The guest's filter is set again as in the book, and nothing else. */
    @POST
    @Path("/{id}/drift/{instanceId}/filter")
    @Staff(Role.OPERATOR)
    public DriftsJson filter(@PathParam("id") long id, @PathParam("instanceId") long instanceId) {
        desk.filter(known(id), new InstanceId(instanceId));
        return drift(id);
    }

    /** From now on the host's guests are real: it must have none. */
    @PUT
    @Path("/{id}/connection")
    @Staff(Role.OPERATOR)
    public HostJson connect(@PathParam("id") long id, ConnectionRequest body) {
        HostId host = known(id);
        return perform(host, new ConnectHost(host, Check.present("uri", body.uri())));
    }

    @DELETE
    @Path("/{id}/connection")
    @Staff(Role.OPERATOR)
    public HostJson disconnect(@PathParam("id") long id) {
        HostId host = known(id);
        return perform(host, new DisconnectHost(host));
    }

    /** A token by which one machine becomes this host within the hour; see docs/hosts.md. */
    @POST
    @Path("/{id}/invitation")
    @Staff(Role.OPERATOR)
    public HostInvitations.Invitation invite(@PathParam("id") long id) {
        return joining.invitations().invite(known(id), joining.caller().get().who());
    }

    @POST
    @Path("/{id}/cordon")
    @Staff(Role.OPERATOR)
    public HostJson cordon(@PathParam("id") long id, @Nullable ReasonRequest body) {
        HostId host = known(id);
        return perform(host, new CordonHost(host, reason(body, "by an operator")));
    }

    @POST
    @Path("/{id}/uncordon")
    @Staff(Role.OPERATOR)
    public HostJson uncordon(@PathParam("id") long id) {
        HostView host = hosts.find(new HostId(id)).orElseThrow(() -> unknown(id));
        DeviceId device = new DeviceId(host.deviceId);
        boolean drains = devices.find(device)
                .filter(known -> known.state.equals("DRAINING"))
                .isPresent();
        if (drains) {
            throw Refused.heldBy(
                    ComputeRefusal.DEVICE_DRAINS,
                    "id",
                    device.text() + " is being drained; put it back in service and its host takes guests again",
                    device.text());
        }
        return perform(new HostId(id), new UncordonHost(new HostId(id)));
    }

    @POST
    @Path("/{id}/drain")
    @Staff(Role.OPERATOR)
    public HostJson drain(@PathParam("id") long id) {
        HostId host = known(id);
        return perform(host, new DrainHost(host));
    }

    @POST
    @Path("/{id}/lost")
    @Staff(Role.OPERATOR)
    public HostJson lost(@PathParam("id") long id, @Nullable ReasonRequest body) {
        HostId host = known(id);
        return perform(host, new ReportHostLost(host, reason(body, "reported by an operator")));
    }

    @POST
    @Path("/{id}/returned")
    @Staff(Role.OPERATOR)
    public HostJson returned(@PathParam("id") long id) {
        HostId host = known(id);
        return perform(host, new ReportHostReturned(host));
    }

    private HostJson perform(HostId id, HostCommand command) {
        return commands.perform(
                () -> commands.send(command), () -> HostJson.of(hosts.find(id).orElseThrow(), hosts.instant(null)));
    }

    private HostId known(long id) {
        HostId host = new HostId(id);
        if (hosts.find(host).isEmpty()) {
            throw unknown(id);
        }
        return host;
    }

    private static String reason(@Nullable ReasonRequest body, String unsaid) {
        String said = body == null ? null : Check.optionalText("reason", body.reason(), 200);
        return said == null ? unsaid : said;
    }

    private static Refused unknown(long id) {
        return Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no host " + id);
    }

    /** What is known of connections beside the book. */
    @Singleton
    record HostJoining(HostSightings sightings, HostInvitations invitations, CurrentCaller caller) {}

    /** Where libvirt answers, such as {@code qemu+tls://host.example/system}. */
    public record ConnectionRequest(@Nullable String uri) {}

    /** Guests that are otherwise on the host than in the book. */
    public record DriftsJson(List<DriftDesk.Found> drift) {}

    /** Why. */
    public record ReasonRequest(@Nullable String reason) {}
}
