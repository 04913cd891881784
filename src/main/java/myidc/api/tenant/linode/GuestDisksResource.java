package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import myidc.api.tenant.image.OwnImages.Spot;
import myidc.api.tenant.linode.InstanceRequests.AccessRequest;
import myidc.api.tenant.linode.PartJson.DiskJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.GuestContentCommand.CreateDisk;
import myidc.compute.GuestContentCommand.DeleteDisk;
import myidc.compute.GuestContentCommand.LabelDisk;
import myidc.compute.GuestContentCommand.ResizeDisk;
import myidc.compute.StackScriptCommand.DeployStackScript;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestDisk.Source;
import myidc.compute.event.QueuedAction;
import myidc.compute.placement.GuestAccess;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.read.GuestDiskView;
import myidc.compute.read.GuestDisks;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** A guest's disks. Together they take at most what its plan gives. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestDisksResource {
    private static final String READ = "linodes:read_only";
    private static final String RAW = "raw";
    private static final List<String> FILESYSTEMS = List.of(RAW, "swap", "ext3", "ext4", "initrd");
    private static final Attributes<DiskJson> DISKS = new Attributes<DiskJson>()
            .with("id", Kind.NUMBER, DiskJson::id)
            .with("label", Kind.TEXT, DiskJson::label)
            .with("size", Kind.NUMBER, DiskJson::size)
            .with("filesystem", Kind.TEXT, DiskJson::filesystem)
            .with("status", Kind.TEXT, DiskJson::status);

    private final Commands commands;
    private final OwnGuests guests;
    private final GuestDisks disks;
    private final GuestSources sources;
    private final InstanceRequests requests;
    private final GuestAccess access;
    private final GuestQueue queue;

    GuestDisksResource(
            Commands commands,
            OwnGuests guests,
            GuestDisks disks,
            GuestSources sources,
            InstanceRequests requests,
            GuestAccess access,
            GuestQueue queue) {
        this.queue = queue;
        this.commands = commands;
        this.guests = guests;
        this.disks = disks;
        this.sources = sources;
        this.requests = requests;
        this.access = access;
    }

    /**
     * A guest's disks.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{linodeId}/disks")
    @TenantScope(READ)
    public Listed<DiskJson> list(
            @PathParam("linodeId") long id, @BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = AsOf.instant("as_of", asOf);
        InstanceView guest = guests.readable(id, at);
        return DISKS.page(
                disks.of(new InstanceId(guest.id), at).stream()
                        .map(disk -> DiskJson.of(disk, guest.encrypted))
                        .toList(),
                query,
                disk -> disk);
    }

    @GET
    @Path("/{linodeId}/disks/{diskId}")
    @TenantScope(READ)
    public DiskJson one(@PathParam("linodeId") long id, @PathParam("diskId") long disk) {
        InstanceView guest = guests.readable(id);
        return DiskJson.of(known(guest, disk), guest.encrypted);
    }

    /** One disk more, empty or of an image; who may sign in by an image is what it is for the guest. */
    @POST
    @Path("/{linodeId}/disks")
    public DiskJson create(@PathParam("linodeId") long id, DiskRequest body) {
        InstanceView guest = guests.changeable(id);
        String image = requests.image(body.image(), new Spot(guest.region, body.size() == null ? 0 : body.size()));
        StackScriptId script = body.script().script();
        if (image == null && script != null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "image", "image is required for a StackScript");
        }
        Access signIn = image == null ? null : requests.access(guest, body.access(image));
        String filesystem = body.filesystem() == null ? image == null ? RAW : "ext4" : body.filesystem();
        if (!FILESYSTEMS.contains(filesystem)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "filesystem", "filesystem must be one of " + FILESYSTEMS);
        }
        GuestDisk disk = new GuestDisk(
                new DiskId(sources.number()),
                Check.text("label", body.label() == null && image != null ? image + " Disk" : body.label(), 48),
                filesystem,
                Check.range("size", body.size(), 1, Long.MAX_VALUE),
                image,
                null);
        return made(guest, disk, signIn, script);
    }

    @PUT
    @Path("/{linodeId}/disks/{diskId}")
    public DiskJson change(@PathParam("linodeId") long id, @PathParam("diskId") long disk, DiskChange body) {
        InstanceView guest = guests.changeable(id);
        known(guest, disk);
        String label = body.label();
        return commands.perform(
                () -> {
                    if (label != null) {
                        commands.send(new LabelDisk(new InstanceId(id), new DiskId(disk), label));
                    }
                },
                () -> DiskJson.of(known(guest, disk), guest.encrypted));
    }

    @DELETE
    @Path("/{linodeId}/disks/{diskId}")
    public ActionJson delete(
            @PathParam("linodeId") long id,
            @PathParam("diskId") long disk,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer) {
        known(guests.changeable(id), disk);
        InstanceId guest = new InstanceId(id);
        DiskId gone = new DiskId(disk);
        return queue.perform(guest, prefer, new DeleteDisk(guest, gone), number -> QueuedAction.delete(number, gone));
    }

    /** The guest must be switched off; a smaller size fails when what is on the disk would not fit. */
    @POST
    @Path("/{linodeId}/disks/{diskId}/resize")
    public ActionJson resize(
            @PathParam("linodeId") long id,
            @PathParam("diskId") long disk,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            ResizeRequest body) {
        known(guests.changeable(id), disk);
        long size = Check.range("size", body.size(), 1, Long.MAX_VALUE);
        InstanceId guest = new InstanceId(id);
        DiskId resized = new DiskId(disk);
        return queue.perform(
                guest,
                prefer,
                new ResizeDisk(guest, resized, size),
                number -> QueuedAction.resize(number, resized, size));
    }

    @POST
    @Path("/{linodeId}/disks/{diskId}/clone")
    public DiskJson copy(@PathParam("linodeId") long id, @PathParam("diskId") long disk) {
        InstanceView guest = guests.changeable(id);
        GuestDiskView from = known(guest, disk);
        return made(
                guest,
                new GuestDisk(
                        new DiskId(sources.number()),
                        from.label,
                        from.filesystem,
                        from.sizeMb,
                        null,
                        new Source(new InstanceId(id), null, new DiskId(disk))),
                null,
                null);
    }

    private DiskJson made(InstanceView guest, GuestDisk disk, @Nullable Access signIn, @Nullable StackScriptId script) {
        InstanceId id = new InstanceId(guest.id);
        return commands.perform(
                () -> {
                    commands.send(new CreateDisk(id, disk));
                    if (signIn != null) {
                        access.replace(id, signIn);
                    }
                    if (script != null) {
                        commands.send(new DeployStackScript(script, id, new TenantId(guest.tenantId)));
                    }
                },
                () -> DiskJson.of(known(guest, disk.diskId().value()), guest.encrypted));
    }

    private GuestDiskView known(InstanceView guest, long disk) {
        return disks.of(new InstanceId(guest.id), null).stream()
                .filter(row -> row.id == disk)
                .findFirst()
                .orElseThrow(() -> Refused.because(ComputeRefusal.DISK_NOT_FOUND, "Not found"));
    }

    /** Body of POST /linode/instances/{linodeId}/disks; size in MiB. */
    public record DiskRequest(
            @Nullable String label,
            @Nullable Long size,
            @Nullable String filesystem,
            @Nullable String image,
            @JsonProperty("root_pass") @Nullable String rootPass,
            @JsonProperty("authorized_keys") @Nullable List<String> authorizedKeys,
            @JsonProperty("authorized_users") @Nullable List<String> authorizedUsers,
            @JsonProperty("stackscript_id") @Nullable Long stackscriptId,
            @JsonProperty("stackscript_data") @Nullable JsonNode stackscriptData,
            @JsonProperty("stackscript_revision") @Nullable Long stackscriptRevision) {
        AccessRequest access(String of) {
            return new AccessRequest(rootPass, authorizedKeys, authorizedUsers, script(), of);
        }

        OwnScripts.Wish script() {
            return new OwnScripts.Wish(stackscriptId, stackscriptData, stackscriptRevision);
        }

        /** Shown in no log: it holds a password. */
        @Override
        public String toString() {
            return "DiskRequest[" + Objects.toString(label) + "]";
        }
    }

    /** Body of PUT /linode/instances/{linodeId}/disks/{diskId}. */
    public record DiskChange(@Nullable String label) {}

    /** Body of POST .../resize; size in MiB. */
    public record ResizeRequest(@Nullable Long size) {}
}
