package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand;
import myidc.compute.HostCommand.PinHost;
import myidc.compute.HostCommand.UnpinHost;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.Misplaced;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** For which tenants a host is kept. What is on it stays where it is, and is named. */
@Path("/admin/v1/host-pins")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HostPinsResource {
    private static final int TENANTS_MAX = 50;

    private final Commands commands;
    private final Reads reads;

    HostPinsResource(Commands commands, Reads reads) {
        this.commands = commands;
        this.reads = reads;
    }

    @GET
    @Path("/{hostId}")
    public PinJson one(@PathParam("hostId") long hostId, @QueryParam("asOf") AsOf asOf) {
        return json(known(hostId, AsOf.instant(asOf)), asOf == null);
    }

    /** Keeps the host for these tenants alone, instead of those before. */
    @PUT
    @Path("/{hostId}")
    @Staff(Role.OPERATOR)
    public PinJson pin(@PathParam("hostId") long hostId, PinRequest body) {
        known(hostId, null);
        List<Long> wanted = Check.present("tenantIds", body.tenantIds());
        Check.range("tenantIds", wanted.size(), 1, TENANTS_MAX);
        List<TenantId> tenants = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String field = "tenantIds[" + i + "]";
            TenantId tenant = new TenantId(Check.range(field, wanted.get(i), 1, Long.MAX_VALUE));
            if (reads.tenants().find(tenant).isEmpty()) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be the number of a tenant");
            }
            tenants.add(tenant);
        }
        HostId host = new HostId(hostId);
        return perform(
                host,
                new PinHost(
                        host,
                        tenants,
                        Boolean.TRUE.equals(body.onlyThere()),
                        Check.text("reason", body.reason(), 200)));
    }

    @DELETE
    @Path("/{hostId}")
    @Staff(Role.OPERATOR)
    public PinJson unpin(@PathParam("hostId") long hostId) {
        known(hostId, null);
        HostId host = new HostId(hostId);
        return perform(host, new UnpinHost(host));
    }

    private PinJson perform(HostId host, HostCommand command) {
        return commands.perform(() -> commands.send(command), () -> json(known(host.value(), null), true));
    }

    private HostView known(long id, @Nullable Instant asOf) {
        return reads.hosts()
                .find(new HostId(id), asOf)
                .orElseThrow(() -> Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no host " + id));
    }

    private PinJson json(HostView host, boolean now) {
        List<Misplaced.Guest> misplaced = now ? reads.misplaced().of(host) : List.of();
        List<Long> tenants = new ArrayList<>(Arrays.asList(host.pinnedTenants));
        misplaced.forEach(guest -> tenants.add(guest.tenantId()));
        Map<Long, String> names = reads.tenants().names(tenants);
        return new PinJson(
                host.id,
                Arrays.stream(host.pinnedTenants)
                        .map(tenant -> new TenantJson(tenant, names.get(tenant)))
                        .toList(),
                host.pinnedOnly,
                host.pinnedReason,
                now ? reads.misplaced().count(host) : null,
                misplaced.stream()
                        .map(guest -> new GuestJson(
                                guest.id(),
                                guest.label(),
                                guest.tenantId(),
                                names.get(guest.tenantId()),
                                guest.hostId(),
                                guest.host()))
                        .toList());
    }

    /** What this resource reads. */
    @Singleton
    record Reads(Hosts hosts, Misplaced misplaced, Tenants tenants) {}

    /**
     * For whom, and why.
     *
     * @param onlyThere whether their guests go to hosts of the site that are kept for them, and to no others; false when absent
     */
    public record PinRequest(
            @Nullable List<Long> tenantIds,
            @Nullable Boolean onlyThere,
            @Nullable String reason) {}

    /** A tenant; its name is null once nobody knows it. */
    public record TenantJson(long id, @Nullable String name) {}

    /** A guest that would not be placed where it is. */
    public record GuestJson(
            long instanceId,
            String label,
            long tenantId,
            @Nullable String tenantName,
            long hostId,
            String host) {}

    /**
     * For whom a host is kept.
     *
     * @param tenants none when it is for all
     * @param misplacedCount guests of others on it, and of its own elsewhere where they are to be nowhere else; null for the past
     * @param misplaced the first hundred of them, those on it first
     */
    public record PinJson(
            long hostId,
            List<TenantJson> tenants,
            boolean onlyThere,
            @Nullable String reason,
            @Nullable Long misplacedCount,
            List<GuestJson> misplaced) {}
}
