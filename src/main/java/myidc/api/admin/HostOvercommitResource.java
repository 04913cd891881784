package myidc.api.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.ChangeOvercommit;
import myidc.compute.HostCommand.WithdrawOvercommitPlan;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.OvercommitDate;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** How many times over a host may be promised: what is in force, and what is to come. */
@Path("/admin/v1/host-overcommit")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HostOvercommitResource {
    private final Commands commands;
    private final Hosts hosts;

    HostOvercommitResource(Commands commands, Hosts hosts) {
        this.commands = commands;
        this.hosts = hosts;
    }

    /** What is in force, and what was to come as far as was known then. */
    @GET
    @Path("/{hostId}")
    public OvercommitJson one(@PathParam("hostId") long hostId, @QueryParam("asOf") AsOf asOf) {
        Instant then = AsOf.instant(asOf);
        return OvercommitJson.of(known(hostId, then), hosts.instant(then));
    }

    /** Guests that are there stay, also where more is promised than may be from then on; no further ones come then. */
    @PUT
    @Path("/{hostId}")
    @Staff(Role.OPERATOR)
    public HostJson change(@PathParam("hostId") long hostId, RatioRequest body) {
        known(hostId, null);
        Overcommit overcommit =
                new Overcommit(Check.present("vcpu", body.vcpu()), Check.present("memory", body.memory()));
        ChangeOvercommit command = new ChangeOvercommit(
                new HostId(hostId), overcommit, body.from(), Check.text("reason", body.reason(), 200));
        return commands.perform(
                () -> commands.send(command), () -> HostJson.of(known(hostId, null), hosts.instant(null)));
    }

    /** Takes back what has not begun. */
    @DELETE
    @Path("/{hostId}/{number}")
    @Staff(Role.OPERATOR)
    public void withdraw(@PathParam("hostId") long hostId, @PathParam("number") int number) {
        known(hostId, null);
        commands.send(new WithdrawOvercommitPlan(new HostId(hostId), number));
    }

    private HostView known(long id, @Nullable Instant asOf) {
        return hosts.find(new HostId(id), asOf)
                .orElseThrow(() -> Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no host " + id));
    }

    /**
     * How many times over.
     *
     * @param vcpu promised vCPUs for each of the host's, above 0, at most 32
     * @param memory promised memory for each MiB of the host's, above 0, at most 32
     * @param from absent for at once
     */
    public record RatioRequest(
            @Nullable BigDecimal vcpu,
            @Nullable BigDecimal memory,
            @Nullable Instant from,
            @Nullable String reason) {}

    /**
     * What a host may be promised, by date.
     *
     * @param toCome the first to begin first
     */
    public record OvercommitJson(long hostId, Instant asOf, DateJson inForce, List<DateJson> toCome) {
        static OvercommitJson of(HostView host, Instant at) {
            return new OvercommitJson(
                    host.id,
                    at,
                    DateJson.of(host.inForce(at), host),
                    host.toCome(at).stream()
                            .map(date -> DateJson.of(date, host))
                            .toList());
        }
    }

    /**
     * How many times over from an instant on.
     *
     * @param number by which it is taken back; 0 of what held at once
     * @param from null where that is not known
     * @param reason null where it was said as the device became a host
     * @param vcpus what may be promised by it
     * @param exceeded whether more is promised than may be by it: no further guests come while it is in force and that stays
     */
    public record DateJson(
            int number,
            BigDecimal vcpu,
            BigDecimal memory,
            @Nullable Instant from,
            @Nullable String reason,
            int vcpus,
            long memoryMb,
            boolean exceeded) {
        static DateJson of(OvercommitDate date, HostView host) {
            HostJson.Ratio ratio = HostJson.Ratio.of(date.overcommit());
            Resources most = date.overcommit().over(host.capacity());
            return new DateJson(
                    date.number(),
                    ratio.vcpu(),
                    ratio.memory(),
                    date.from(),
                    date.reason(),
                    most.vcpus(),
                    most.memoryMb(),
                    !host.reserved().within(most));
        }
    }
}
