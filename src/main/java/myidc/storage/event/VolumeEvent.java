package myidc.storage.event;

import java.util.List;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** The life of a volume: a disk of its own, which outlives the guests that it is attached to. */
public sealed interface VolumeEvent {
    VolumeId volumeId();

    /**
     * A tenant asked for a volume.
     *
     * @param sizeGb in GiB
     * @param region the site's identifier
     * @param poolId where it is to lie
     * @param source the volume whose contents it begins with; null for an empty one
     * @param instanceId the guest it is to be attached to once it is there; null for none
     */
    record VolumeRequested(
            VolumeId volumeId,
            TenantId tenantId,
            String label,
            long sizeGb,
            SiteId siteId,
            String region,
            PoolId poolId,
            List<String> tags,
            @Nullable VolumeId source,
            @Nullable InstanceId instanceId)
            implements VolumeEvent {}

    /** The volume exists; charging starts. */
    record VolumeCreated(VolumeId volumeId, TenantId tenantId, String label, long sizeGb, String region)
            implements VolumeEvent {}

    /** The machine room could not make it; it may be deleted. */
    record VolumeCreationFailed(VolumeId volumeId, String cause) implements VolumeEvent {}

    record VolumeLabelled(VolumeId volumeId, String label) implements VolumeEvent {}

    /** The volume's tags are now these. */
    record VolumeTagged(VolumeId volumeId, List<String> tags) implements VolumeEvent {}

    record VolumeAttachRequested(VolumeId volumeId, InstanceId instanceId) implements VolumeEvent {}

    record VolumeAttached(VolumeId volumeId, InstanceId instanceId) implements VolumeEvent {}

    record VolumeAttachFailed(VolumeId volumeId, InstanceId instanceId, String cause) implements VolumeEvent {}

    record VolumeDetachRequested(VolumeId volumeId, InstanceId instanceId) implements VolumeEvent {}

    /** No guest has the volume. */
    record VolumeDetached(VolumeId volumeId, InstanceId instanceId) implements VolumeEvent {}

    /** The guest keeps the volume. */
    record VolumeDetachFailed(VolumeId volumeId, InstanceId instanceId, String cause) implements VolumeEvent {}

    record VolumeResizeRequested(VolumeId volumeId, long sizeGb) implements VolumeEvent {}

    /** The volume has its new size, and is charged for by it from here on. */
    record VolumeResized(VolumeId volumeId, TenantId tenantId, String label, long before, long sizeGb, String region)
            implements VolumeEvent {}

    /** The volume keeps its size. */
    record VolumeResizeFailed(VolumeId volumeId, long wantedGb, String cause) implements VolumeEvent {}

    record VolumeDeletionRequested(VolumeId volumeId) implements VolumeEvent {}

    /** Nothing of the volume is left; charging ends, if it had started. */
    record VolumeDeleted(VolumeId volumeId, TenantId tenantId, String label) implements VolumeEvent {}

    /**
     * The machine room would not let go of it; it may be deleted again.
     *
     * @param there whether it had ever come into being
     */
    record VolumeDeletionFailed(VolumeId volumeId, boolean there, String cause) implements VolumeEvent {}
}
