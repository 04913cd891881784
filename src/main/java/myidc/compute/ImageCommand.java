package myidc.compute;

import java.util.List;
import myidc.compute.event.ImageEvent.ImageText;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a tenant's own image. */
public sealed interface ImageCommand {
    record CaptureImage(@TargetAggregateIdentifier ImageId imageId, Owner owner, ImageText text, Source source)
            implements ImageCommand {}

    record OpenImageUpload(@TargetAggregateIdentifier ImageId imageId, Owner owner, ImageText text, String keyHash)
            implements ImageCommand {}

    /** The machine room has it, of this size in MiB, taking so many bytes. */
    record ConfirmImage(
            @TargetAggregateIdentifier ImageId imageId,
            long sizeMb,
            long storedBytes,
            @Nullable String sha256) implements ImageCommand {}

    record ReportCaptureFailed(@TargetAggregateIdentifier ImageId imageId, String cause) implements ImageCommand {}

    record DescribeImage(@TargetAggregateIdentifier ImageId imageId, ImageText text) implements ImageCommand {}

    record PlaceImage(@TargetAggregateIdentifier ImageId imageId, List<String> regions) implements ImageCommand {}

    record DeleteImage(@TargetAggregateIdentifier ImageId imageId) implements ImageCommand {}

    /** Whose it is, who asked, and where it lies first. */
    record Owner(TenantId tenantId, String author, String region) {}

    /** The guest and the disk of it that it is made from, and where. */
    record Source(InstanceId instanceId, DiskId diskId, HostId hostId) {}
}
