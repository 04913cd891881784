package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import myidc.compute.event.ImageEvent.ImageCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureRequested;
import myidc.compute.event.ImageEvent.ImageDeleted;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** The queue of images that the machine room has still to make or to free. */
@Singleton
@ProcessingGroup("compute.read")
final class ImageWork implements Handler {
    private final Wishes wishes;

    ImageWork(Sql sql) {
        this.wishes = new Wishes(
                sql,
                "image_work",
                "image_id",
                "select image.host_id from image_view image where image.id = work.image_id");
    }

    Wishes wishes() {
        return wishes;
    }

    @EventHandler
    void on(ImageCaptureRequested fact) {
        wishes.want(fact.imageId().value());
    }

    /** What was copied before it failed is freed. */
    @EventHandler
    void on(ImageCaptureFailed fact) {
        wishes.want(fact.imageId().value());
    }

    @EventHandler
    void on(ImageDeleted fact) {
        wishes.want(fact.imageId().value());
    }
}
