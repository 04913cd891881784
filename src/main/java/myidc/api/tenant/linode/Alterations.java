package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Supplier;
import myidc.api.tenant.image.OwnImages.Spot;
import myidc.billing.rating.Sku;
import myidc.billing.reconcile.BudgetGuard;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.BackupCommand.RestoreInstance;
import myidc.compute.BackupCommand.TakeBackup;
import myidc.compute.ComputeRefusal;
import myidc.compute.FoundCommand.SetDiskEncryption;
import myidc.compute.GuestContentCommand.RebuildInstance;
import myidc.compute.HostCommand.EndEncryptionPromise;
import myidc.compute.HostCommand.PromiseEncryption;
import myidc.compute.StackScriptCommand.DeployStackScript;
import myidc.compute.event.GuestSize;
import myidc.compute.placement.GuestAccess;
import myidc.compute.placement.InstanceCreation;
import myidc.compute.placement.InstanceGrowth;
import myidc.compute.placement.InstanceGrowth.Wanted;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.read.BackupView;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Deeds that take more than the guest, each one call: at once, or when their turn comes. What begins such a turn is done in
 * that call, right before the guest's own command.
 */
@Singleton
final class Alterations {
    private final Commands commands;
    private final InstanceRequests requests;
    private final GuestSources sources;
    private final GuestBackupsResource.Keeping keeping;
    private final Moving moving;
    private final Rules rules;

    Alterations(
            Commands commands,
            InstanceRequests requests,
            GuestSources sources,
            GuestBackupsResource.Keeping keeping,
            Moving moving,
            Rules rules) {
        this.commands = commands;
        this.requests = requests;
        this.sources = sources;
        this.keeping = keeping;
        this.moving = moving;
        this.rules = rules;
    }

    /** A guest whose host has no room for the larger size goes to another one for it. */
    <T> T resize(InstanceView guest, GuestSize size, Growth way, Turn<T> turn) {
        rules.growth().begin(guest, new Wanted(size, requests.gpus(size), way), () -> {
            TenantId tenant = new TenantId(guest.tenantId);
            rules.creation().hold(tenant, size.resources().minus(guest.size().resources()));
            rules.budgets()
                    .mayResize(tenant, new InstanceId(guest.id), new Sku("instance:" + size.plan(), guest.region));
            turn.begin().run();
        });
        return turn.answer().get();
    }

    void migrate(InstanceView guest, @Nullable String region, Runnable begin) {
        moving.to(guest, region, begin);
    }

    /** The guest begins anew with an image; it keeps its addresses, and nothing of its disks. */
    <T> T rebuild(InstanceView guest, Anew anew, Turn<T> turn) {
        InstanceId id = new InstanceId(guest.id);
        requests.image(anew.image(), new Spot(guest.region, guest.diskMb));
        DiskId disk = new DiskId(sources.number());
        ConfigId config = new ConfigId(sources.number());
        return commands.perform(
                () -> {
                    turn.begin().run();
                    encrypt(guest, anew.encrypted());
                    commands.send(new RebuildInstance(id, anew.image(), disk, config, anew.booted()));
                    rules.userData().give(id, anew.given());
                    rules.access().replace(id, anew.signIn());
                    if (anew.script() != null) {
                        commands.send(new DeployStackScript(anew.script(), id, new TenantId(guest.tenantId)));
                    }
                },
                turn.answer());
    }

    /** A guest is rebuilt where it is, so its own host has to have what it wants. */
    void mayEncrypt(InstanceView guest, @Nullable Boolean wanted) {
        Long host = guest.hostId;
        boolean has = host != null
                && rules.hosts()
                        .find(new HostId(host))
                        .filter(known -> known.encrypted)
                        .isPresent();
        if (Boolean.TRUE.equals(wanted) && !guest.encrypted && !has) {
            throw Refused.field(
                    ComputeRefusal.HOST_UNENCRYPTED,
                    EncryptionWords.FIELD,
                    "disk_encryption cannot be enabled: Linode " + guest.id
                            + " is on a host without encrypted disks, and a"
                            + " rebuild stays there. A clone with disk_encryption enabled goes to a host that has them.");
        }
    }

    private void encrypt(InstanceView guest, @Nullable Boolean wanted) {
        if (wanted == null || wanted == guest.encrypted) {
            return;
        }
        mayEncrypt(guest, wanted);
        InstanceId id = new InstanceId(guest.id);
        HostId host = new HostId(Objects.requireNonNull(guest.hostId));
        commands.send(wanted ? new PromiseEncryption(host, id) : new EndEncryptionPromise(host, id));
        commands.send(new SetDiskEncryption(id, wanted));
    }

    <T> T restore(InstanceView onto, BackupView backup, boolean overwrite, Turn<T> turn) {
        if (!backup.status.equals("KEPT")) {
            throw Refused.because(ComputeRefusal.BACKUPS_STATE, "Backup " + backup.id + " is not available.");
        }
        return commands.perform(
                () -> {
                    turn.begin().run();
                    commands.send(new RestoreInstance(
                            new InstanceId(onto.id), new BackupId(backup.id), sources.outOf(backup, null), overwrite));
                },
                turn.answer());
    }

    <T> T snapshot(InstanceView guest, String label, Turn<T> turn) {
        return snapshot(guest, keeping.next(), label, turn);
    }

    /** @param backup the number that the snapshot is to have */
    <T> T snapshot(InstanceView guest, BackupId backup, String label, Turn<T> turn) {
        return commands.perform(
                () -> {
                    turn.begin().run();
                    commands.send(new TakeBackup(new InstanceId(guest.id), backup, label, keeping.pool(guest, backup)));
                },
                turn.answer());
    }

    /** Whose turn it is, and what is answered. */
    record Turn<T>(Runnable begin, Supplier<T> answer) {
        static <T> Turn<T> now(Supplier<T> answer) {
            return new Turn<>(() -> {}, answer);
        }
    }

    /**
     * What a guest begins anew with.
     *
     * @param script whose text is in {@code signIn}; null for none
     * @param encrypted whether its disks have to be encrypted from then on; null for as they are
     */
    record Anew(
            String image,
            boolean booted,
            Access signIn,
            UserData.@Nullable Wish given,
            @Nullable StackScriptId script,
            @Nullable Boolean encrypted) {}

    /** By what such deeds are judged, and what they are kept in. */
    @Singleton
    record Rules(
            InstanceCreation creation,
            BudgetGuard budgets,
            InstanceGrowth growth,
            GuestAccess access,
            UserData userData,
            Hosts hosts) {}
}
