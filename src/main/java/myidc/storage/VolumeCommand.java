package myidc.storage;

import java.util.List;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a volume, first by its tenant, then by the programs that make it so. */
public sealed interface VolumeCommand {
    record RequestVolume(
            @TargetAggregateIdentifier VolumeId volumeId,
            TenantId tenantId,
            String label,
            long sizeGb,
            SiteId siteId,
            String region,
            PoolId poolId,
            List<String> tags,
            @Nullable VolumeId source,
            @Nullable InstanceId instanceId)
            implements VolumeCommand {}

    record LabelVolume(@TargetAggregateIdentifier VolumeId volumeId, String label) implements VolumeCommand {}

    record TagVolume(@TargetAggregateIdentifier VolumeId volumeId, List<String> tags) implements VolumeCommand {}

    record AttachVolume(@TargetAggregateIdentifier VolumeId volumeId, InstanceId instanceId) implements VolumeCommand {}

    record DetachVolume(@TargetAggregateIdentifier VolumeId volumeId) implements VolumeCommand {}

    record ResizeVolume(@TargetAggregateIdentifier VolumeId volumeId, long sizeGb) implements VolumeCommand {}

    record DeleteVolume(@TargetAggregateIdentifier VolumeId volumeId) implements VolumeCommand {}

    /** The guest is no more, and so has no volume; nothing when it had not this one. */
    record FreeVolume(@TargetAggregateIdentifier VolumeId volumeId, InstanceId instanceId) implements VolumeCommand {}

    /** The machine room did what the volume's state asks for; nothing when the state is another by now. */
    record ConfirmVolume(@TargetAggregateIdentifier VolumeId volumeId, VolumeState state) implements VolumeCommand {}

    /** The machine room could not. */
    record ReportVolumeFailed(@TargetAggregateIdentifier VolumeId volumeId, VolumeState state, String cause)
            implements VolumeCommand {}
}
