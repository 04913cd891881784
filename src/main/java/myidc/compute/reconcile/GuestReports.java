package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Semaphore;
import myidc.compute.BackupCommand.ConfirmBackup;
import myidc.compute.BackupCommand.ConfirmRestored;
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
import myidc.compute.read.InstanceView;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.network.AssignmentCommand.ShareAddress;
import myidc.network.Holder;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Prefixes;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
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
    private final Addresses addresses;
    private final Prefixes prefixes;
    private final AddressPicker picker;
    private final Semaphore gate = new Semaphore(AT_ONCE);

    GuestReports(
            Commands commands, CurrentCaller callers, Addresses addresses, Prefixes prefixes, AddressPicker picker) {
        this.picker = picker;
        this.addresses = addresses;
        this.prefixes = prefixes;
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

    void resized(InstanceView guest, HostId host, Resources size) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ConfirmResized(id));
            commands.send(new ChangeReservation(host, id, guest.onHost(size)));
        });
    }

    void resizeFailed(InstanceView guest, HostId host, String cause) {
        InstanceId id = new InstanceId(guest.id);
        report(() -> {
            commands.send(new ReportActionFailed(id, false, cause));
            commands.send(
                    new ChangeReservation(host, id, guest.onHost(guest.size().resources())));
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
                addresses.of(id.text()).forEach(this::giveBack);
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
            release(guest);
        });
    }

    /** @param undone whether nothing is left of the guest in the room, so that what it held can be given to others */
    void provisioningFailed(InstanceView guest, String step, String cause, boolean undone) {
        report(() -> {
            commands.send(new ReportProvisioningFailed(new InstanceId(guest.id), step, cause, undone));
            if (undone) {
                release(guest);
            }
        });
    }

    private void release(InstanceView guest) {
        Long host = guest.hostId;
        if (host != null) {
            commands.send(new ReleaseCapacity(new HostId(host), new InstanceId(guest.id)));
        }
        String holder = new InstanceId(guest.id).text();
        for (AddressView address : addresses.of(holder)) {
            giveBack(address);
        }
        for (AddressView shared : addresses.sharedWith(holder)) {
            commands.send(new ShareAddress(new AssignmentId(shared.id), holder, false));
        }
        for (PrefixId range : prefixes.routedTo(holder)) {
            commands.send(new RetirePrefix(range));
        }
    }

    /** A reserved address stays its tenant's. */
    private void giveBack(AddressView address) {
        AssignmentId assignment = new AssignmentId(address.id);
        Long owner = address.tenantId;
        if (!address.reserved || owner == null) {
            commands.send(new ReleaseAddress(assignment));
            return;
        }
        TenantId tenant = new TenantId(owner);
        commands.send(new HandOverAddress(assignment));
        AssignAddress kept = picker.named(
                new PrefixId(address.prefixId),
                address.address,
                new Holder(tenant.text(), tenant, null, AddressRole.RESERVATION, null));
        commands.send(kept);
        commands.send(new ReserveAddress(kept.assignmentId(), List.of(address.tags)));
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
