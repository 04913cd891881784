package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.image.OwnImages.Spot;
import myidc.api.tenant.linode.Alterations.Anew;
import myidc.api.tenant.linode.Alterations.Turn;
import myidc.api.tenant.linode.GuestSources.Contents;
import myidc.api.tenant.linode.InstanceRequests.AccessRequest;
import myidc.api.tenant.linode.InstanceRequests.CloneRequest;
import myidc.compute.GuestContentCommand.BeginAsClone;
import myidc.compute.GuestContentCommand.CloneContents;
import myidc.compute.GuestContentCommand.RescueInstance;
import myidc.compute.InstanceState;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedDeed;
import myidc.compute.placement.WaitingAccess;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import org.jspecify.annotations.Nullable;

/** What is done to a whole guest beside switching it: begun anew, copied, taken elsewhere, rescued. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestActionsResource {
    private final Commands commands;
    private final OwnGuests guests;
    private final InstanceRequests requests;
    private final GuestSources sources;
    private final Alterations alterations;
    private final NewGuests fresh;
    private final Moving moving;
    private final GuestQueue queue;
    private final UserData userData;
    private final WaitingAccess waiting;

    GuestActionsResource(
            Commands commands,
            OwnGuests guests,
            InstanceRequests requests,
            GuestSources sources,
            Alterations alterations,
            NewGuests fresh,
            Moving moving,
            GuestQueue queue,
            UserData userData,
            WaitingAccess waiting) {
        this.waiting = waiting;
        this.userData = userData;
        this.queue = queue;
        this.commands = commands;
        this.guests = guests;
        this.requests = requests;
        this.sources = sources;
        this.alterations = alterations;
        this.fresh = fresh;
        this.moving = moving;
    }

    /** The guest begins anew with an image; it keeps its addresses, and nothing of its disks. */
    @POST
    @Path("/{linodeId}/rebuild")
    public LinodeInstanceJson rebuild(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            RebuildRequest body) {
        InstanceView guest = guests.changeable(id);
        String image = Check.present(
                "image", requests.image(Check.text("image", body.image(), 60), new Spot(guest.region, guest.diskMb)));
        body.refuseWhatCannotBeHad();
        Access signIn = requests.access(guest, body.access(image));
        StackScriptId script = body.script().script();
        UserData.Wish given = UserData.wish(body.metadata());
        boolean booted = body.booted() == null || body.booted();
        Boolean encrypted = EncryptionWords.read(body.diskEncryption());
        alterations.mayEncrypt(guest, encrypted);
        Anew anew = new Anew(image, booted, signIn, given, script, encrypted);
        InstanceId instance = new InstanceId(id);
        return queue.perform(
                instance,
                prefer,
                () -> alterations.rebuild(guest, anew, Turn.now(() -> fresh.shown(guests.readable(id)))),
                number -> QueuedDeed.rebuild(number, image, booted),
                number -> waiting.keep(instance, number, kept(anew)));
    }

    /**
     * Makes another guest whose disks begin as copies of this one's, which is left switched off; or gives copies of disks and
     * configurations to a guest that is there, beside its own. Copies are linked or full as asked; where nothing is asked they are
     * linked on the same host, if the guest is off, and full else.
     */
    @POST
    @Path("/{linodeId}/clone")
    public LinodeInstanceJson copy(@PathParam("linodeId") long id, CloneRequest body) {
        InstanceView guest = body.linodeId() == null ? guests.readable(id) : guests.changeable(id);
        InstanceId source = new InstanceId(id);
        InstanceState.valueOf(guest.status).mustHaveContents(source);
        CopyKind kind = CopyWords.read(body.copy());
        Map<Long, GuestDisk> disks = new LinkedHashMap<>();
        sources.disksOf(guest).forEach(disk -> disks.put(disk.diskId().value(), disk));
        Map<Long, GuestConfig> configs = new LinkedHashMap<>();
        sources.configsOf(guest).forEach(config -> configs.put(config.configId().value(), config));
        Contents chosen = new Contents(
                GuestSources.chosen("disks", body.disks(), disks),
                GuestSources.chosen("configs", body.configs(), configs));
        if (body.linodeId() != null) {
            body.refuseWhatOnlyANewOneHas();
            InstanceView target = guests.changeable("linode_id", body.linodeId());
            EncryptionWords.keep(guest, target);
            CopyWords.mayLink(guest, body.copy(), target);
            InstanceId into = new InstanceId(target.id);
            Contents copied = sources.copies(null, source, chosen.named(body));
            return commands.perform(
                    () -> commands.send(new CloneContents(into, source, copied.disks(), copied.configs(), kind)),
                    () -> fresh.shown(guests.readable(target.id)));
        }
        UserData.Wish given = UserData.wish(body.metadata());
        return fresh.make(
                requests.copyOf(guest, body),
                made -> {
                    Contents copied = sources.copies(made.id(), source, chosen);
                    commands.send(new BeginAsClone(made.id(), source, copied.disks(), copied.configs(), kind));
                    userData.give(made.id(), given);
                },
                new NewGuests.Extras(
                        body.backupsEnabled(), body.privateIp(), PolicyWords.shown(guest.maintenancePolicy)));
    }

    /** Takes the guest to another host, of its region or the one asked for; it is off meanwhile. */
    @POST
    @Path("/{linodeId}/migrate")
    public Map<String, String> migrate(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            @Nullable MigrateRequest body) {
        InstanceView guest = guests.changeable(id);
        String kind = body == null ? null : body.type();
        if ("live".equals(kind)) {
            moving.refuseBound(guest);
        }
        if (kind != null && !kind.equals("cold")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "type", "type must be cold");
        }
        String region = body == null ? null : body.region();
        return queue.perform(
                new InstanceId(id),
                prefer,
                () -> {
                    alterations.migrate(guest, region, () -> {});
                    return Map.of();
                },
                number -> QueuedDeed.migrate(number, region),
                number -> {});
    }

    private static WaitingAccess.Kept kept(Anew anew) {
        Access signIn = anew.signIn();
        UserData.Wish given = anew.given();
        return given == null
                ? new WaitingAccess.Kept(signIn, null, anew.script(), anew.encrypted())
                : new WaitingAccess.Kept(
                        new Access(signIn.rootHash(), signIn.authorizedKeys(), signIn.firstBoot(), given.base64()),
                        given.bytes(),
                        anew.script(),
                        anew.encrypted());
    }

    /** Starts the guest into a system for rescue, once, with its disks as asked; all of them when nothing is asked. */
    @POST
    @Path("/{linodeId}/rescue")
    public ActionJson rescue(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            RescueRequest body) {
        InstanceView guest = guests.changeable(id);
        JsonNode asked = body.devices();
        List<Device> devices = asked == null || asked.isNull()
                ? GuestConfig.inSlots(
                        sources.disksOf(guest).stream().map(GuestDisk::diskId).toList())
                : sources.devices(guest, asked);
        InstanceId known = new InstanceId(id);
        return queue.perform(
                known, prefer, new RescueInstance(known, devices), number -> QueuedAction.rescue(number, devices));
    }

    /** Body of POST /linode/instances/{linodeId}/rebuild. */
    public record RebuildRequest(
            @Nullable String image,
            @JsonProperty("root_pass") @Nullable String rootPass,
            @JsonProperty("authorized_keys") @Nullable List<String> authorizedKeys,
            @JsonProperty("authorized_users") @Nullable List<String> authorizedUsers,
            @JsonProperty("stackscript_id") @Nullable Long stackscriptId,
            @JsonProperty("stackscript_data") @Nullable JsonNode stackscriptData,
            @JsonProperty("stackscript_revision") @Nullable Long stackscriptRevision,
            @Nullable Boolean booted,
            @Nullable String type,
            @JsonProperty("disk_encryption") @Nullable String diskEncryption,
            @Nullable JsonNode metadata) {
        AccessRequest access(String of) {
            return new AccessRequest(rootPass, authorizedKeys, authorizedUsers, script(), of);
        }

        OwnScripts.Wish script() {
            return new OwnScripts.Wish(stackscriptId, stackscriptData, stackscriptRevision);
        }

        void refuseWhatCannotBeHad() {
            refuse("type", type != null);
        }

        private static void refuse(String field, boolean asked) {
            if (asked) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " cannot be had with a rebuild here");
            }
        }

        /** Shown in no log: it holds a password. */
        @Override
        public String toString() {
            return "RebuildRequest[" + image + "]";
        }
    }

    /** Body of POST /linode/instances/{linodeId}/migrate. */
    public record MigrateRequest(
            @Nullable String region, @Nullable String type) {}

    /** Body of POST /linode/instances/{linodeId}/rescue. */
    public record RescueRequest(@Nullable JsonNode devices) {}
}
