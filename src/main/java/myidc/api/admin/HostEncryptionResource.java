package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.DeclareEncryption;
import myidc.compute.read.HostSight;
import myidc.compute.read.HostSightings;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Whether a host keeps its guests' disks on encrypted storage: what operators say, beside what was found. */
@Path("/admin/v1/host-encryption")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HostEncryptionResource {
    private final Commands commands;
    private final Hosts hosts;
    private final HostSightings sightings;

    HostEncryptionResource(Commands commands, Hosts hosts, HostSightings sightings) {
        this.commands = commands;
        this.hosts = hosts;
        this.sightings = sightings;
    }

    @GET
    @Path("/{hostId}")
    public EncryptionJson one(@PathParam("hostId") long hostId, @QueryParam("asOf") AsOf asOf) {
        return json(known(hostId, AsOf.instant(asOf)), asOf == null);
    }

    /** Says it, or unsays it where no guest was promised it. */
    @PUT
    @Path("/{hostId}")
    @Staff(Role.OPERATOR)
    public EncryptionJson say(@PathParam("hostId") long hostId, EncryptionRequest body) {
        known(hostId, null);
        DeclareEncryption command = new DeclareEncryption(
                new HostId(hostId),
                Check.present("encrypted", body.encrypted()),
                Check.text("reason", body.reason(), 200));
        return commands.perform(() -> commands.send(command), () -> json(known(hostId, null), true));
    }

    private HostView known(long id, @Nullable Instant asOf) {
        return hosts.find(new HostId(id), asOf)
                .orElseThrow(() -> Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no host " + id));
    }

    private EncryptionJson json(HostView host, boolean now) {
        HostSight sight = now ? sightings.of(new HostId(host.id)).orElse(null) : null;
        return new EncryptionJson(
                host.id,
                host.encrypted,
                host.encryptedReason,
                host.encryptedAt,
                host.encryptedInstances,
                sight == null ? null : sight.storageFound(),
                sight == null ? null : sight.storagePools(),
                sight == null ? null : sight.answeredAt());
    }

    /** Whether, and what is meant by it. */
    public record EncryptionRequest(
            @Nullable Boolean encrypted, @Nullable String reason) {}

    /**
     * Whether a host keeps disks on encrypted storage.
     *
     * @param reason why that was said last; null when nothing ever was
     * @param guests how many were promised it
     * @param found DM_CRYPT, NO_DM_CRYPT or UNKNOWN; null of a host that was never seen, of simulated ones, and for the past
     * @param pools each pool of the host's with what was found below it, a line each
     * @param foundAt when it answered last
     */
    public record EncryptionJson(
            long hostId,
            boolean encrypted,
            @Nullable String reason,
            @Nullable Instant since,
            int guests,
            @Nullable String found,
            @Nullable String pools,
            @Nullable Instant foundAt) {}
}
