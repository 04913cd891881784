package myidc.compute.event;

import java.util.List;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a tenant's own image. */
public sealed interface ImageEvent {
    ImageId imageId();

    /**
     * An image of one of a guest's disks is to be made.
     *
     * @param author name of the user who asked
     * @param hostId where the guest was then
     */
    record ImageCaptureRequested(
            ImageId imageId,
            TenantId tenantId,
            String author,
            ImageText text,
            String region,
            InstanceId instanceId,
            DiskId diskId,
            HostId hostId)
            implements ImageEvent {}

    /**
     * A tenant has an image from now on whose contents are still to be sent.
     *
     * @param author name of the user who asked
     * @param keyHash SHA-256 of the secret in the address that they are sent to, 64 hex digits
     */
    record ImageUploadOpened(
            ImageId imageId, TenantId tenantId, String author, ImageText text, String region, String keyHash)
            implements ImageEvent {}

    /**
     * The machine room has the image's contents.
     *
     * @param sizeMb in MiB: what a disk made from it needs at least
     * @param storedBytes what the image itself takes
     * @param sha256 of what was sent, 64 hex digits; null for one that was captured
     */
    record ImageStored(
            ImageId imageId,
            long sizeMb,
            long storedBytes,
            @Nullable String sha256) implements ImageEvent {}

    /** The machine room could not; there is no such image. */
    record ImageCaptureFailed(ImageId imageId, TenantId tenantId, String cause) implements ImageEvent {}

    record ImageDescribed(ImageId imageId, ImageText text) implements ImageEvent {}

    /** Guests of these regions may be made from it from now on. */
    record ImagePlaced(ImageId imageId, List<String> regions) implements ImageEvent {}

    record ImageDeleted(ImageId imageId, TenantId tenantId) implements ImageEvent {}

    /** What its owner says of an image. */
    record ImageText(String label, String description, boolean cloudInit, List<String> tags) {}
}
