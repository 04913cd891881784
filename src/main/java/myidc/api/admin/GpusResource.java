package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.compute.ComputeRefusal;
import myidc.compute.GpuCommand.ChangeGpu;
import myidc.compute.GpuCommand.FitGpu;
import myidc.compute.GpuCommand.RemoveGpu;
import myidc.compute.event.GpuCard;
import myidc.compute.event.GpuPart;
import myidc.compute.read.GpuView;
import myidc.compute.read.Gpus;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.reconcile.GpuDesk;
import myidc.compute.reconcile.GpuDesk.Found;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** The GPUs of a host: what staff enters, which guests have them, and what the host itself says. */
@Path("/admin/v1/host-gpus/{hostId}")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class GpusResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Reads reads;

    GpusResource(Commands commands, Sequences sequences, Reads reads) {
        this.commands = commands;
        this.sequences = sequences;
        this.reads = reads;
    }

    @GET
    public GpusJson list(@PathParam("hostId") long hostId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        HostId host = new HostId(hostId);
        if (reads.hosts().find(host, at).isEmpty()) {
            throw unknown(host);
        }
        return new GpusJson(
                at, reads.gpus().of(host, at).stream().map(GpuJson::of).toList());
    }

    /** What the host says that it has, beside the book; asked of it now. */
    @GET
    @Path("/found")
    @Staff(Role.OPERATOR)
    public FoundJson found(@PathParam("hostId") long hostId) {
        return new FoundJson(reads.desk().look(known(hostId)));
    }

    @POST
    @Staff(Role.OPERATOR)
    public GpuJson fit(@PathParam("hostId") long hostId, GpuRequest body) {
        HostId host = new HostId(known(hostId).id);
        GpuId gpu = new GpuId(sequences.next("gpu"));
        GpuCard card = body.card();
        return commands.perform(() -> commands.send(new FitGpu(host, gpu, card)), () -> shown(gpu));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public GpuJson change(@PathParam("hostId") long hostId, @PathParam("id") long id, GpuRequest body) {
        HostId host = new HostId(known(hostId).id);
        GpuId gpu = new GpuId(id);
        GpuCard card = body.card();
        return commands.perform(() -> commands.send(new ChangeGpu(host, gpu, card)), () -> shown(gpu));
    }

    @DELETE
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public void remove(@PathParam("hostId") long hostId, @PathParam("id") long id) {
        HostId host = new HostId(known(hostId).id);
        commands.perform(() -> commands.send(new RemoveGpu(host, new GpuId(id))), () -> Boolean.TRUE);
    }

    private GpuJson shown(GpuId gpu) {
        return GpuJson.of(reads.gpus().find(gpu).orElseThrow());
    }

    private HostView known(long id) {
        HostId host = new HostId(id);
        return reads.hosts().find(host).orElseThrow(() -> unknown(host));
    }

    private static Refused unknown(HostId host) {
        return Refused.because(ComputeRefusal.HOST_NOT_FOUND, "There is no " + host);
    }

    /** What this resource reads. */
    @Singleton
    record Reads(Hosts hosts, Gpus gpus, GpuDesk desk) {}

    /**
     * A GPU as staff describes it.
     *
     * @param address on the host's PCI, such as 0000:41:00.0
     * @param sliceType the type of its mediated devices; null to offer it whole
     * @param slices how many of that type it gives; none for a whole one
     */
    public record GpuRequest(
            @Nullable String model,
            @Nullable String address,
            @Nullable Long memoryMb,
            @Nullable String sliceType,
            @Nullable Integer slices) {
        GpuCard card() {
            return new GpuCard(
                    Check.text("model", model, 60),
                    Check.text("address", address, 12),
                    Check.present("memoryMb", memoryMb),
                    Check.optionalText("sliceType", sliceType, 60),
                    slices == null ? 0 : slices);
        }
    }

    /** GPUs of a host, by their addresses. */
    public record GpusJson(@Nullable Instant asOf, List<GpuJson> data) {}

    /** What the host says, in the order of addresses. */
    public record FoundJson(List<Found> data) {}

    /** A GPU; {@code free} counts the parts that no guest has. */
    public record GpuJson(
            long id,
            long hostId,
            String model,
            String address,
            long memoryMb,
            @Nullable String sliceType,
            int slices,
            int free,
            List<PartJson> parts) {
        static GpuJson of(GpuView gpu) {
            List<PartJson> parts = new ArrayList<>();
            for (int index = 0; index < gpu.holders.length; index++) {
                int slice = gpu.sliceType == null ? 0 : index + 1;
                GpuPart part = new GpuPart(new GpuId(gpu.id), gpu.address, gpu.model, gpu.sliceType, slice);
                long holder = gpu.holders[index];
                parts.add(new PartJson(
                        slice, gpu.sliceType == null ? null : part.device().toString(), holder == 0 ? null : holder));
            }
            return new GpuJson(
                    gpu.id,
                    gpu.hostId,
                    gpu.model,
                    gpu.address,
                    gpu.memoryMb,
                    gpu.sliceType,
                    gpu.slices,
                    gpu.free(),
                    parts);
        }
    }

    /**
     * What one guest may have.
     *
     * @param slice counted from 1; 0 for a whole card
     * @param device the mediated device of a slice; null for a whole card
     * @param instanceId the guest that has it; null for none
     */
    public record PartJson(
            int slice, @Nullable String device, @Nullable Long instanceId) {}
}
