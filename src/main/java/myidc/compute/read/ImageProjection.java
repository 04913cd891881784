package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.ImageEvent.ImageCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureRequested;
import myidc.compute.event.ImageEvent.ImageDeleted;
import myidc.compute.event.ImageEvent.ImageDescribed;
import myidc.compute.event.ImageEvent.ImagePlaced;
import myidc.compute.event.ImageEvent.ImageStored;
import myidc.compute.event.ImageEvent.ImageText;
import myidc.compute.event.ImageEvent.ImageUploadOpened;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.ImageId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link ImageView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class ImageProjection implements Projection {
    static final String HISTORY = "image";

    private final Histories histories;

    ImageProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.images";
    }

    @Override
    public List<String> tables() {
        return List.of("image_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(ImageCaptureRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ImageView row = new ImageView();
        row.id = fact.imageId().value();
        row.tenantId = fact.tenantId().value();
        row.author = fact.author();
        row.regions = new String[] {fact.region()};
        row.instanceId = fact.instanceId().value();
        row.diskId = fact.diskId().value();
        row.hostId = fact.hostId().value();
        row.createdAt = at;
        say(row, fact.text());
        shown(row, at, version);
        row.persist();
    }

    @EventHandler
    void on(ImageUploadOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ImageView row = new ImageView();
        row.id = fact.imageId().value();
        row.tenantId = fact.tenantId().value();
        row.author = fact.author();
        row.regions = new String[] {fact.region()};
        row.status = ImageView.PENDING;
        row.keyHash = fact.keyHash();
        row.createdAt = at;
        say(row, fact.text());
        shown(row, at, version);
        row.persist();
    }

    @EventHandler
    void on(ImageStored fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ImageView row = row(fact.imageId());
        row.status = ImageView.AVAILABLE;
        row.sizeMb = fact.sizeMb();
        row.storedBytes = fact.storedBytes();
        row.sha256 = fact.sha256();
        row.keyHash = null;
        shown(row, at, version);
    }

    @EventHandler
    void on(ImageDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ImageView row = row(fact.imageId());
        say(row, fact.text());
        shown(row, at, version);
    }

    @EventHandler
    void on(ImagePlaced fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ImageView row = row(fact.imageId());
        row.regions = fact.regions().toArray(String[]::new);
        shown(row, at, version);
    }

    @EventHandler
    void on(ImageCaptureFailed fact, @Timestamp Instant at) {
        end(fact.imageId(), at);
    }

    @EventHandler
    void on(ImageDeleted fact, @Timestamp Instant at) {
        end(fact.imageId(), at);
    }

    private void end(ImageId id, Instant at) {
        ImageView.deleteById(id.value());
        histories.end(HISTORY, id.value(), at);
    }

    private static void say(ImageView row, ImageText text) {
        row.label = text.label();
        row.description = text.description();
        row.cloudInit = text.cloudInit();
        row.tags = text.tags().toArray(String[]::new);
    }

    private void shown(ImageView row, Instant at, long version) {
        row.version = version;
        row.updatedAt = at;
        histories.show(HISTORY, row.id, at, row);
    }

    private static ImageView row(ImageId id) {
        return ImageView.<ImageView>findByIdOptional(id.value()).orElseThrow();
    }
}
