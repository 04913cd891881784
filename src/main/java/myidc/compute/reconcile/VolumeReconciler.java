package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import myidc.compute.InstanceState;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import myidc.storage.VolumeCommand.ConfirmVolume;
import myidc.storage.VolumeCommand.ReportVolumeFailed;
import myidc.storage.VolumeState;
import myidc.storage.read.VolumeView;
import myidc.storage.read.Volumes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes volumes in the machine room what they were decided to be, then reports. */
@Singleton
class VolumeReconciler {
    private final Wishes wishes;
    private final Crew crew;
    private final MachineRoom room;
    private final RoomCalls calls;
    private final Volumes volumes;
    private final Instances instances;

    VolumeReconciler(
            VolumeWork queue,
            Room room,
            Commands commands,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.wishes = queue.wishes();
        this.crew = new Crew(wishes, room.calls(), commands, attemptsMax, retryPause);
        this.room = room.machines();
        this.calls = room.calls();
        this.volumes = room.volumes();
        this.instances = room.instances();
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        crew.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        crew.work(this::perform);
    }

    private void perform(Wish wish) {
        Optional<VolumeView> known = read(wish.thing());
        if (known.isEmpty()) {
            wishes.done(wish);
            return;
        }
        VolumeView volume = known.get();
        VolumeState state = VolumeState.valueOf(volume.status);
        VolumeId id = new VolumeId(volume.id);
        try {
            switch (state) {
                case CREATING -> calls.call(() -> room.volume(disk(volume, volume.sizeGb, null)));
                case RESIZING -> {
                    Long wanted = volume.wantedGb;
                    Seat seat = seat(volume).orElse(null);
                    calls.call(() -> room.volume(disk(volume, wanted == null ? volume.sizeGb : wanted, seat)));
                }
                case ATTACHING -> {
                    Optional<Seat> seat = seat(volume);
                    if (seat.isEmpty() && isBeingMade(volume)) {
                        crew.await(wish, "the guest is being made");
                        return;
                    }
                    Seat found = seat.orElseThrow(() -> new RoomFailed("the guest is on no host"));
                    calls.call(() -> room.volume(disk(volume, volume.sizeGb, found)));
                }
                case DETACHING -> calls.call(() -> room.volume(disk(volume, volume.sizeGb, null)));
                case DELETING -> calls.call(() -> room.removeVolume(id));
                case ACTIVE -> {
                    Seat seat = seat(volume).orElse(null);
                    calls.call(() -> room.volume(disk(volume, volume.sizeGb, seat)));
                }
                case FAILED, DELETED -> {}
            }
        } catch (RoomFailed e) {
            failed(wish, id, state, e);
            return;
        }
        crew.report(new ConfirmVolume(id, state));
        wishes.done(wish);
    }

    /** What cannot be done is reported, and given up; what is right as it is, is tried again for ever. */
    private void failed(Wish wish, VolumeId id, VolumeState state, RoomFailed failed) {
        if (crew.isLast(wish, failed) && state != VolumeState.ACTIVE) {
            crew.report(new ReportVolumeFailed(id, state, String.valueOf(failed.getMessage())));
            wishes.done(wish);
        } else {
            crew.again(wish, failed);
        }
    }

    private boolean isBeingMade(VolumeView volume) {
        return guest(volume)
                .filter(guest -> guest.status.equals(InstanceState.PROVISIONING.name())
                        || guest.status.equals(InstanceState.AWAITING_APPROVAL.name()))
                .isPresent();
    }

    private Optional<Seat> seat(VolumeView volume) {
        Optional<InstanceView> known = guest(volume);
        Long host = known.map(guest -> guest.hostId).orElse(null);
        return known.isEmpty() || host == null || isBeingMade(volume)
                ? Optional.empty()
                : Optional.of(new Seat(new HostId(host), new InstanceId(known.get().id)));
    }

    private static MachineRoom.Disk disk(VolumeView volume, long sizeGb, @Nullable Seat seat) {
        Long source = volume.sourceId;
        return new MachineRoom.Disk(
                new VolumeId(volume.id),
                new PoolId(volume.poolId),
                sizeGb,
                source == null ? null : new VolumeId(source),
                seat);
    }

    @Transactional
    Optional<VolumeView> read(long volume) {
        return volumes.find(new VolumeId(volume));
    }

    @Transactional
    Optional<InstanceView> guest(VolumeView volume) {
        Long guest = volume.instanceId;
        return guest == null ? Optional.empty() : instances.find(new InstanceId(guest));
    }

    /** What volumes are worked on with. */
    @Singleton
    record Room(MachineRoom machines, RoomCalls calls, Volumes volumes, Instances instances) {}
}
