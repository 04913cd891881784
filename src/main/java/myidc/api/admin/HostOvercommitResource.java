package myidc.api.admin;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.ChangeOvercommit;
import myidc.compute.event.Overcommit;
import myidc.compute.read.Hosts;
import myidc.platform.axon.Commands;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** How many times over a host may be promised, from now on; the host itself tells what held at an instant. */
@Path("/admin/v1/host-overcommit")
@Staff(Role.OPERATOR)
public final class HostOvercommitResource {
    private final Commands commands;
    private final Hosts hosts;

    HostOvercommitResource(Commands commands, Hosts hosts) {
        this.commands = commands;
        this.hosts = hosts;
    }

    /** Guests that are there stay, also where more is promised than may be from now on; no further ones come then. */
    @PUT
    @Path("/{hostId}")
    public HostJson change(@PathParam("hostId") long hostId, RatioRequest body) {
        HostId host = new HostId(hostId);
        if (hosts.find(host).isEmpty()) {
            throw Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no host " + hostId);
        }
        Overcommit overcommit =
                new Overcommit(Check.present("vcpu", body.vcpu()), Check.present("memory", body.memory()));
        ChangeOvercommit command = new ChangeOvercommit(host, overcommit, Check.text("reason", body.reason(), 200));
        return commands.perform(
                () -> commands.send(command), () -> HostJson.of(hosts.find(host).orElseThrow()));
    }

    /**
     * How many times over.
     *
     * @param vcpu promised vCPUs for each of the host's, above 0, at most 32
     * @param memory promised memory for each MiB of the host's, above 0, at most 32
     */
    public record RatioRequest(
            @Nullable BigDecimal vcpu,
            @Nullable BigDecimal memory,
            @Nullable String reason) {}
}
