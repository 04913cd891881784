package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import myidc.api.tenant.linode.Alterations.Turn;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.rating.Sku;
import myidc.billing.reconcile.BudgetGuard;
import myidc.compute.BackupCommand.CancelBackups;
import myidc.compute.BackupCommand.EnableBackups;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.QueuedDeed;
import myidc.compute.read.BackupView;
import myidc.compute.read.Backups;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** A guest's backups, in pools that are offered to its whole site. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestBackupsResource {
    private static final String READ = "linodes:read_only";

    private final Commands commands;
    private final CurrentCaller callers;
    private final OwnGuests guests;
    private final Backups backups;
    private final Alterations alterations;
    private final GuestQueue queue;
    private final Keeping keeping;

    GuestBackupsResource(
            Commands commands,
            CurrentCaller callers,
            OwnGuests guests,
            Backups backups,
            Alterations alterations,
            GuestQueue queue,
            Keeping keeping) {
        this.commands = commands;
        this.callers = callers;
        this.guests = guests;
        this.backups = backups;
        this.alterations = alterations;
        this.queue = queue;
        this.keeping = keeping;
    }

    /**
     * A guest's backups.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{linodeId}/backups")
    @TenantScope(READ)
    public BackupsJson list(@PathParam("linodeId") long id, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = AsOf.instant("as_of", asOf);
        InstanceView guest = guests.readable(id, at);
        return BackupsJson.of(backups.of(new InstanceId(guest.id), at));
    }

    @GET
    @Path("/{linodeId}/backups/{backupId}")
    @TenantScope(READ)
    public BackupJson one(@PathParam("linodeId") long id, @PathParam("backupId") long backup) {
        return BackupJson.of(known(guests.readable(id), backup));
    }

    /** Takes the guest's snapshot; it takes the place of the one before once it is done. */
    @POST
    @Path("/{linodeId}/backups")
    public BackupJson take(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            SnapshotRequest body) {
        InstanceView guest = guests.changeable(id);
        String label = Check.text("label", body.label(), 255);
        BackupId backup = keeping.next();
        return queue.perform(
                new InstanceId(id),
                prefer,
                () -> alterations.snapshot(
                        guest, backup, label, Turn.now(() -> BackupJson.of(known(guest, backup.value())))),
                number -> QueuedDeed.snapshot(number, label),
                number -> {});
    }

    @POST
    @Path("/{linodeId}/backups/enable")
    public Map<String, String> enable(@PathParam("linodeId") long id) {
        InstanceView guest = guests.changeable(id);
        keeping.offeredAt(new SiteId(guest.siteId), null);
        return commands.perform(
                () -> {
                    keeping.afford(callers.get().ownTenant(), guest.plan, guest.region);
                    commands.send(new EnableBackups(new InstanceId(id)));
                },
                Map::of);
    }

    /** All backups of the guest are freed at once. */
    @POST
    @Path("/{linodeId}/backups/cancel")
    public Map<String, String> cancel(@PathParam("linodeId") long id) {
        InstanceView guest = guests.changeable(id);
        return commands.perform(() -> commands.send(new CancelBackups(new InstanceId(guest.id))), Map::of);
    }

    /** Puts a backup onto this guest or another of its region, which is switched off for that and stays so. */
    @POST
    @Path("/{linodeId}/backups/{backupId}/restore")
    public Map<String, String> restore(
            @PathParam("linodeId") long id,
            @PathParam("backupId") long number,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            RestoreRequest body) {
        InstanceView guest = guests.changeable(id);
        BackupView backup = known(guest, number);
        if (!backup.status.equals("KEPT")) {
            throw Refused.because(ComputeRefusal.BACKUPS_STATE, "Backup " + number + " is not available.");
        }
        InstanceView onto = guests.changeable("linode_id", body.linodeId());
        if (!onto.region.equals(backup.region)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "linode_id", "linode_id must be a Linode of " + backup.region);
        }
        EncryptionWords.keep(guest, onto);
        boolean overwrite = Boolean.TRUE.equals(body.overwrite());
        return queue.perform(
                new InstanceId(onto.id),
                prefer,
                () -> alterations.restore(onto, backup, overwrite, Turn.now(Map::<String, String>of)),
                waits -> QueuedDeed.restore(waits, new BackupId(number), overwrite),
                waits -> {});
    }

    private BackupView known(InstanceView guest, long backup) {
        return backups.find(new BackupId(backup))
                .filter(row -> row.instanceId == guest.id)
                .orElseThrow(() -> Refused.because(ComputeRefusal.BACKUP_NOT_FOUND, "Not found"));
    }

    /** Where backups go, and whether one may have them. */
    @Singleton
    static final class Keeping {
        private static final String UNAVAILABLE = "Backups are not available in this region: no pool takes them.";

        private final Sequences sequences;
        private final Volumes pools;
        private final BudgetGuard budgets;

        Keeping(Sequences sequences, Volumes pools, BudgetGuard budgets) {
            this.sequences = sequences;
            this.pools = pools;
            this.budgets = budgets;
        }

        BackupId next() {
            return new BackupId(sequences.next("backup"));
        }

        PoolId pool(InstanceView guest, BackupId backup) {
            return pools.poolFor(new SiteId(guest.siteId), new VolumeId(backup.value()))
                    .orElseThrow(Keeping::unavailable);
        }

        /** @param field the field that asks for them; null when the request itself does */
        void offeredAt(SiteId site, @Nullable String field) {
            if (!pools.isOfferedAt(site)) {
                throw field == null
                        ? unavailable()
                        : Refused.field(ComputeRefusal.BACKUPS_UNAVAILABLE, field, UNAVAILABLE);
            }
        }

        void afford(TenantId tenant, String plan, String region) {
            budgets.mayAdd(tenant, new Sku("backups:" + plan, region));
        }

        private static Refused unavailable() {
            return Refused.because(ComputeRefusal.BACKUPS_UNAVAILABLE, UNAVAILABLE);
        }
    }

    /** A guest's backups, and its snapshot. */
    public record BackupsJson(List<BackupJson> automatic, SnapshotsJson snapshot) {
        static BackupsJson of(List<BackupView> all) {
            return new BackupsJson(
                    all.stream()
                            .filter(row -> row.automatic)
                            .map(BackupJson::of)
                            .toList(),
                    new SnapshotsJson(
                            snapshot(all, row -> row.status.equals("KEPT")),
                            snapshot(all, row -> row.status.equals("TAKING"))));
        }

        private static @Nullable BackupJson snapshot(List<BackupView> all, Predicate<BackupView> which) {
            Optional<BackupView> found =
                    all.stream().filter(row -> !row.automatic).filter(which).findFirst();
            return found.map(BackupJson::of).orElse(null);
        }
    }

    /** A guest's snapshots. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SnapshotsJson(
            @Nullable BackupJson current, @Nullable BackupJson inProgress) {}

    /** A backup in Linode's words. */
    public record BackupJson(
            long id,
            @Nullable String label,
            String status,
            String type,
            String region,
            boolean available,
            String created,
            String updated,
            @Nullable String finished,
            List<String> configs,
            List<HeldJson> disks) {
        static BackupJson of(BackupView row) {
            Instant finished = row.finishedAt;
            return new BackupJson(
                    row.id,
                    row.label,
                    switch (row.status) {
                        case "TAKING" -> "running";
                        case "KEPT" -> "successful";
                        default -> "failed";
                    },
                    row.automatic ? "auto" : "snapshot",
                    row.region,
                    row.status.equals("KEPT"),
                    WireTime.text(row.createdAt),
                    WireTime.text(row.updatedAt),
                    finished == null ? null : WireTime.text(finished),
                    List.of(row.configs),
                    row.held().stream()
                            .map(held -> new HeldJson(held.label(), held.sizeMb(), held.filesystem()))
                            .toList());
        }
    }

    /** A disk in a backup; size in MiB. */
    public record HeldJson(String label, long size, String filesystem) {}

    /** Body of POST /linode/instances/{linodeId}/backups. */
    public record SnapshotRequest(@Nullable String label) {}

    /** Body of POST .../restore. */
    public record RestoreRequest(
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @Nullable Boolean overwrite) {}
}
