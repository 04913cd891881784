package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import myidc.api.tenant.linode.Alterations.Anew;
import myidc.api.tenant.linode.Alterations.Turn;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.ComputeRefusal;
import myidc.compute.QueueCommand.BeginDeed;
import myidc.compute.event.QueuedDeed;
import myidc.compute.placement.WaitingAccess;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.QueuedDeeds;
import myidc.compute.read.BackupView;
import myidc.compute.read.Backups;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.StackScripts;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;

/** Deeds whose turn came, judged as if their tenant asked for them now. */
@Singleton
public final class DeedsInTurn implements QueuedDeeds {
    private static final String QUEUE = "queue";

    private final Commands commands;
    private final CurrentCaller callers;
    private final Instances instances;
    private final Backups backups;
    private final StackScripts scripts;
    private final Alterations alterations;
    private final WaitingAccess waiting;

    DeedsInTurn(
            Commands commands,
            CurrentCaller callers,
            Instances instances,
            Backups backups,
            StackScripts scripts,
            Alterations alterations,
            WaitingAccess waiting) {
        this.commands = commands;
        this.callers = callers;
        this.instances = instances;
        this.backups = backups;
        this.scripts = scripts;
        this.alterations = alterations;
        this.waiting = waiting;
    }

    @Override
    public void begin(InstanceId id, QueuedDeed deed) {
        InstanceView guest = instances
                .find(id)
                .orElseThrow(() -> Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, id + " was deleted."));
        callers.runAs(
                new Caller(Role.PROGRAM, null, new TenantId(guest.tenantId), QUEUE, Set.of("*"), false, QUEUE),
                () -> begin(guest, deed));
    }

    private void begin(InstanceView guest, QueuedDeed deed) {
        Runnable begin = () -> commands.send(new BeginDeed(new InstanceId(guest.id), deed.number()));
        Turn<Boolean> turn = new Turn<>(begin, () -> Boolean.TRUE);
        switch (deed.kind()) {
            case RESIZE ->
                alterations.resize(
                        guest, Objects.requireNonNull(deed.size()), new Growth(deed.asked(), deed.diskFollows()), turn);
            case MIGRATE -> alterations.migrate(guest, deed.text(), begin);
            case REBUILD -> alterations.rebuild(guest, anew(guest, deed), turn);
            case RESTORE -> alterations.restore(guest, backup(deed), deed.asked(), turn);
            case SNAPSHOT -> alterations.snapshot(guest, Objects.requireNonNull(deed.text()), turn);
        }
    }

    private Anew anew(InstanceView guest, QueuedDeed deed) {
        WaitingAccess.Kept kept = waiting.of(deed.number());
        StackScriptId script = kept.script();
        if (script != null
                && scripts.findSeen(new TenantId(guest.tenantId), script).isEmpty()) {
            throw Refused.because(
                    ComputeRefusal.STACKSCRIPT_NOT_FOUND, "StackScript " + script.value() + " is not there any more.");
        }
        Access access = kept.access();
        Integer bytes = kept.userDataBytes();
        return new Anew(
                Objects.requireNonNull(deed.text()),
                deed.asked(),
                new Access(access.rootHash(), access.authorizedKeys(), access.firstBoot()),
                bytes == null ? null : new UserData.Wish(access.userData(), bytes),
                script,
                kept.encrypted());
    }

    private BackupView backup(QueuedDeed deed) {
        return Optional.ofNullable(deed.backupId())
                .flatMap(backups::find)
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.BACKUP_NOT_FOUND, deed.backupId() + " is not there any more."));
    }
}
