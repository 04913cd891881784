package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.Resources;
import myidc.compute.placement.GuestAccess;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.port.MachineRoom.Start;
import myidc.compute.read.BackupView;
import myidc.compute.read.Backups;
import myidc.compute.read.Gpus;
import myidc.compute.read.GuestConfigView;
import myidc.compute.read.GuestConfigs;
import myidc.compute.read.GuestDisks;
import myidc.compute.read.InstanceView;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;

/** What the machine room is told that a guest is to be. */
@Singleton
class GuestDefinitions {
    private final GuestAccess access;
    private final GuestNetworks networks;
    private final GuestDisks disks;
    private final GuestConfigs configs;
    private final Backups backups;
    private final Gpus gpus;

    GuestDefinitions(
            GuestAccess access,
            GuestNetworks networks,
            GuestDisks disks,
            GuestConfigs configs,
            Backups backups,
            Gpus gpus) {
        this.gpus = gpus;
        this.access = access;
        this.networks = networks;
        this.disks = disks;
        this.configs = configs;
        this.backups = backups;
    }

    /** As it is to be once what is under way is done. */
    @Transactional
    Guest wanted(InstanceView guest) {
        Resources size = guest.wanted();
        InstanceId id = new InstanceId(guest.id);
        boolean resizing = guest.wantedPlan != null;
        List<GuestDisk> wanted = resizing ? disks.resized(id, guest.diskMb, size.diskMb()) : disks.wanted(id);
        Long goal = guest.goalHostId;
        return goal == null
                ? of(guest, wanted, new Part(size, guest.hostId, guest.poolId, resizing))
                : of(guest, wanted, new Part(size, goal, guest.goalPoolId, resizing));
    }

    /** As it was before what is under way. */
    @Transactional
    Guest present(InstanceView guest) {
        return of(
                guest,
                disks.present(new InstanceId(guest.id)),
                new Part(guest.size().resources(), guest.hostId, guest.poolId, false));
    }

    /** The backup that is under way. */
    @Transactional
    Copy copy(InstanceView guest, Seat seat) {
        BackupView backup = backups.of(new InstanceId(guest.id), null).stream()
                .filter(each -> each.status.equals("TAKING"))
                .findFirst()
                .orElseThrow(() -> new RoomFailed("no backup is to be taken"));
        return new Copy(
                new BackupId(backup.id),
                seat,
                new PoolId(backup.poolId),
                backup.held().stream().map(BackupView.Held::diskId).toList());
    }

    private Guest of(InstanceView guest, List<GuestDisk> wanted, Part part) {
        InstanceId id = new InstanceId(guest.id);
        HostId host = new HostId(Objects.requireNonNullElse(part.host(), 0L));
        Long pool = part.pool();
        return new Guest(
                host,
                id,
                part.size(),
                pool == null ? null : new PoolId(pool),
                guest.image,
                guest.address,
                networks.wires(guest),
                access.of(id),
                networks.filter(guest),
                wanted,
                new Start(configs.current(id).map(GuestConfigView::fact).orElse(null), guest.rescueDevices()),
                part.resized() ? gpus.wanted(host, id) : gpus.present(host, id),
                disks.copies(id));
    }

    /**
     * What of which host it takes.
     *
     * @param resized whether that is for another size than it has
     */
    private record Part(
            Resources size, @Nullable Long host, @Nullable Long pool, boolean resized) {}
}
