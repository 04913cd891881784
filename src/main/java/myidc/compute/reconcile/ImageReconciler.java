package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import myidc.compute.ImageCommand.ConfirmImage;
import myidc.compute.ImageCommand.ReportCaptureFailed;
import myidc.compute.port.ImageStore;
import myidc.compute.port.ImageStore.Kept;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.ImageView;
import myidc.compute.read.Images;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has images made of guests' disks, and frees those that are no more. */
@Singleton
class ImageReconciler {
    private final Wishes wishes;
    private final Crew crew;
    private final ImageStore store;
    private final RoomCalls calls;
    private final Images images;

    ImageReconciler(
            ImageWork queue,
            Room room,
            Commands commands,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.wishes = queue.wishes();
        this.crew = new Crew(wishes, room.calls(), commands, attemptsMax, retryPause);
        this.store = room.store();
        this.calls = room.calls();
        this.images = room.images();
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        crew.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        crew.work(this::perform);
    }

    private void perform(Wish wish) {
        ImageId id = new ImageId(wish.thing());
        Optional<ImageView> known = read(id);
        if (known.isEmpty()) {
            free(wish, id);
        } else if (known.get().status.equals(ImageView.CREATING)) {
            capture(wish, known.get());
        } else {
            wishes.done(wish);
        }
    }

    private void capture(Wish wish, ImageView image) {
        ImageId id = new ImageId(image.id);
        try {
            Kept kept = calls.within(() -> store.capture(
                    id,
                    new HostId(Objects.requireNonNull(image.hostId)),
                    new InstanceId(Objects.requireNonNull(image.instanceId)),
                    new DiskId(Objects.requireNonNull(image.diskId))));
            crew.report(new ConfirmImage(id, kept.sizeMb(), kept.storedBytes(), null));
            wishes.done(wish);
        } catch (RoomFailed e) {
            if (crew.isLast(wish, e)) {
                // The report is itself a newer wish: to free what was copied.
                crew.report(new ReportCaptureFailed(id, String.valueOf(e.getMessage())));
                wishes.done(wish);
            } else {
                crew.again(wish, e);
            }
        }
    }

    private void free(Wish wish, ImageId id) {
        try {
            calls.call(() -> store.remove(id));
            wishes.done(wish);
        } catch (RoomFailed e) {
            crew.again(wish, e);
        }
    }

    @Transactional
    Optional<ImageView> read(ImageId image) {
        return images.find(image);
    }

    /** What images are worked on with. */
    @Singleton
    record Room(ImageStore store, RoomCalls calls, Images images) {}
}
