package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.compute.ImageCommand.CaptureImage;
import myidc.compute.ImageCommand.ConfirmImage;
import myidc.compute.ImageCommand.DeleteImage;
import myidc.compute.ImageCommand.DescribeImage;
import myidc.compute.ImageCommand.OpenImageUpload;
import myidc.compute.ImageCommand.PlaceImage;
import myidc.compute.ImageCommand.ReportCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureRequested;
import myidc.compute.event.ImageEvent.ImageDeleted;
import myidc.compute.event.ImageEvent.ImageDescribed;
import myidc.compute.event.ImageEvent.ImagePlaced;
import myidc.compute.event.ImageEvent.ImageStored;
import myidc.compute.event.ImageEvent.ImageText;
import myidc.compute.event.ImageEvent.ImageUploadOpened;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A tenant's own image: captured from a guest's disk, or sent. */
final class Image {
    /** After Linode's reference of POST /images. */
    private static final int LABEL_MAX = 50;

    private static final int DESCRIPTION_MAX = 65_000;
    private static final int TAGS_MAX = 50;
    private static final int TAG_MAX = 50;
    private static final int CAUSE_MAX = 500;

    @AggregateIdentifier
    private @Nullable ImageId id;

    private @Nullable TenantId tenant;
    private @Nullable ImageText text;
    private List<String> regions = List.of();
    private boolean stored;
    private boolean gone;

    Image() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CaptureImage command) {
        apply(new ImageCaptureRequested(
                command.imageId(),
                command.owner().tenantId(),
                command.owner().author(),
                checked(command.text()),
                command.owner().region(),
                command.source().instanceId(),
                command.source().diskId(),
                command.source().hostId()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenImageUpload command) {
        apply(new ImageUploadOpened(
                command.imageId(),
                command.owner().tenantId(),
                command.owner().author(),
                checked(command.text()),
                command.owner().region(),
                command.keyHash()));
    }

    /** A report that comes late, or twice, changes nothing. */
    @CommandHandler
    void decide(ConfirmImage command) {
        if (!gone && !stored) {
            apply(new ImageStored(known(), command.sizeMb(), command.storedBytes(), command.sha256()));
        }
    }

    @CommandHandler
    void decide(ReportCaptureFailed command) {
        if (!gone && !stored) {
            String cause = command.cause();
            apply(new ImageCaptureFailed(
                    known(),
                    Objects.requireNonNull(tenant),
                    cause.length() > CAUSE_MAX ? cause.substring(0, CAUSE_MAX) : cause));
        }
    }

    @CommandHandler
    void decide(DescribeImage command) {
        present();
        ImageText wanted = checked(command.text());
        if (!wanted.equals(text)) {
            apply(new ImageDescribed(known(), wanted));
        }
    }

    @CommandHandler
    void decide(PlaceImage command) {
        present();
        if (!stored) {
            throw Refused.because(ComputeRefusal.IMAGE_NOT_READY, "The image has no contents yet");
        }
        List<String> wanted = command.regions().stream().distinct().sorted().toList();
        Check.range("regions", wanted.size(), 1, 100);
        if (regions.stream().noneMatch(wanted::contains)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "regions", "regions must have one where the image is already");
        }
        if (!wanted.equals(regions)) {
            apply(new ImagePlaced(known(), wanted));
        }
    }

    @CommandHandler
    void decide(DeleteImage command) {
        present();
        apply(new ImageDeleted(known(), Objects.requireNonNull(tenant)));
    }

    @EventSourcingHandler
    void evolve(ImageCaptureRequested fact) {
        id = fact.imageId();
        tenant = fact.tenantId();
        text = fact.text();
        regions = List.of(fact.region());
    }

    @EventSourcingHandler
    void evolve(ImageUploadOpened fact) {
        id = fact.imageId();
        tenant = fact.tenantId();
        text = fact.text();
        regions = List.of(fact.region());
    }

    @EventSourcingHandler
    void evolve(ImageStored fact) {
        stored = true;
    }

    @EventSourcingHandler
    void evolve(ImageCaptureFailed fact) {
        gone = true;
    }

    @EventSourcingHandler
    void evolve(ImageDescribed fact) {
        text = fact.text();
    }

    @EventSourcingHandler
    void evolve(ImagePlaced fact) {
        regions = fact.regions();
    }

    @EventSourcingHandler
    void evolve(ImageDeleted fact) {
        gone = true;
    }

    private static ImageText checked(ImageText wanted) {
        String label = Check.text("label", wanted.label(), LABEL_MAX);
        String description = Check.optionalText("description", wanted.description(), DESCRIPTION_MAX);
        Check.range("tags", wanted.tags().size(), 0, TAGS_MAX);
        List<String> tags = new ArrayList<>();
        for (String tag : wanted.tags()) {
            String plain = Check.text("tags", tag, TAG_MAX);
            if (!tags.contains(plain)) {
                tags.add(plain);
            }
        }
        return new ImageText(label, description == null ? "" : description, wanted.cloudInit(), List.copyOf(tags));
    }

    private void present() {
        if (gone) {
            throw Refused.because(ComputeRefusal.IMAGE_NOT_FOUND, "Not found");
        }
    }

    private ImageId known() {
        return Objects.requireNonNull(id);
    }
}
