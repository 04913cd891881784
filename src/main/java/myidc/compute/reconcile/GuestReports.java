package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import myidc.compute.BackupCommand.ConfirmBackup;
import myidc.compute.BackupCommand.ConfirmRestored;
import myidc.compute.GpuCommand.SettleGpus;
import myidc.compute.GuestContentCommand.ConfirmDisks;
import myidc.compute.GuestContentCommand.ConfirmRebuilt;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.InstanceCommand.AttachAddress;
import myidc.compute.InstanceCommand.ConfirmBooted;
import myidc.compute.InstanceCommand.ConfirmDeleted;
import myidc.compute.InstanceCommand.ConfirmProvisioned;
import myidc.compute.InstanceCommand.ConfirmRebooted;
import myidc.compute.InstanceCommand.ConfirmResized;
import myidc.compute.InstanceCommand.ConfirmStopped;
import myidc.compute.InstanceCommand.ReplaceAddress;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.InstanceCommand.ReportProvisioningFailed;
import myidc.compute.MigrationCommand.ConfirmMigrated;
import myidc.compute.event.Resources;
import myidc.compute.placement.GuestBelongings;
import myidc.compute.read.InstanceView;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Holder;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What the reconciler tells the book. Each report is one transaction, with what it frees. Few run at once, so that a
 * room full of waiting workers cannot take every connection.
 */
@Singleton
final class GuestReports {
    private static final Caller RECONCILER = Caller.program("reconciler");
    private static final int AT_ONCE = 6;
    private static final int IPV4 = 4;

    private final Commands commands;
    private final CurrentCaller callers;
    private final AddressPicker picker;
    private final GuestBelongings belongings;
    private final Semaphore gate = new Semaphore(AT_ONCE);

    GuestReports(Commands commands, CurrentCaller callers, AddressPicker picker, GuestBelongings belongings) {
        this.picker = picker;
        this.belongings = belongings;
        this.commands = commands;
        this.callers = callers;
    }

    void provisioned(InstanceId guest) {
        report(() -> commands.send(new ConfirmProvisioned(guest)));
    }

    void booted(InstanceId guest) {
        report(() -> commands.send(new ConfirmBooted(guest)));
    }

    void stopped(InstanceId guest) {
        report(() -> commands.send(new ConfirmStopped(guest)));
    }

    void rebooted(InstanceId guest) {
        report(() -> commands.send(new ConfirmRebooted(guest)));
    }

    void resized(InstanceView guest, HostId host, Resources size, boolean ranOn) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ConfirmResized(id, ranOn));
            commands.send(new ChangeReservation(host, id, guest.onHost(size)));
            commands.send(new SettleGpus(host, id, true));
        });
    }

    void resizeFailed(InstanceView guest, HostId host, String cause) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ReportActionFailed(id, false, cause));
            commands.send(
                    new ChangeReservation(host, id, guest.onHost(guest.size().resources())));
            commands.send(new SettleGpus(host, id, false));
        });
    }

    void rebuilt(InstanceId guest) {
        report(() -> commands.send(new ConfirmRebuilt(guest)));
    }

    void restored(InstanceId guest) {
        report(() -> commands.send(new ConfirmRestored(guest)));
    }

    void disks(InstanceId guest) {
        report(() -> commands.send(new ConfirmDisks(guest)));
    }

    void backedUp(InstanceId guest, BackupId backup) {
        report(() -> commands.send(new ConfirmBackup(guest, backup)));
    }

    /** The guest is on the other host: its part of the one before is free, and in another region it has another address. */
    void migrated(InstanceView guest) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ConfirmMigrated(id));
            leave(guest.hostId, id);
            Long site = guest.goalSiteId;
            if (site != null && site != guest.siteId) {
                belongings.giveAddressesBack(id);
                AssignAddress given = picker.nextAt(
                        new SiteId(site), IPV4, new Holder(id.text(), new TenantId(guest.tenantId), null));
                commands.send(given);
                commands.send(new ReplaceAddress(
                        id,
                        new AttachAddress(
                                id,
                                given.assignmentId(),
                                given.prefixId(),
                                given.address(),
                                given.prefixLength(),
                                given.gateway())));
            }
        });
    }

    /** The guest stays, and its part of the other host is free. */
    void migrationFailed(InstanceView guest, String cause) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ReportActionFailed(id, false, cause));
            leave(guest.goalHostId, id);
        });
    }

    private void leave(@Nullable Long host, InstanceId guest) {
        if (host != null) {
            commands.send(new ReleaseCapacity(new HostId(host), guest));
        }
    }

    void failed(InstanceId guest, boolean running, String cause) {
        report(() -> commands.send(new ReportActionFailed(guest, running, cause)));
    }

    /** The guest is gone: so are its part of the host, its addresses and the blocks routed to it. */
    void deleted(InstanceView guest) {
        report(() -> {
            commands.send(new ConfirmDeleted(new InstanceId(guest.id)));
            belongings.release(guest);
        });
    }

    /** @param undone whether nothing is left of the guest in the room, so that what it held can be given to others */
    void provisioningFailed(InstanceView guest, String step, String cause, boolean undone) {
        report(() -> {
            commands.send(new ReportProvisioningFailed(new InstanceId(guest.id), step, cause, undone));
            if (undone) {
                belongings.release(guest);
            }
        });
    }

    private void report(Runnable work) {
        gate.acquireUninterruptibly();
        try {
            callers.runAs(RECONCILER, () -> commands.perform(work, () -> Boolean.TRUE));
        } finally {
            gate.release();
        }
    }
}
