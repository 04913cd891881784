package myidc.compute.event;

import java.util.List;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** What a guest starts from: its disks, and how it starts. Part of the life told by {@link InstanceEvent}. */
public sealed interface GuestContentEvent {
    InstanceId instanceId();

    /**
     * The guest is to begin anew with another image and these disks in place of all that it has; it keeps its addresses.
     *
     * @param configId the one configuration it has then
     * @param bootWanted whether it is to be booted once that is done
     */
    record InstanceRebuildRequested(
            InstanceId instanceId, String image, List<GuestDisk> disks, ConfigId configId, boolean bootWanted)
            implements GuestContentEvent {}

    /** Nothing of what was on the guest before is left. */
    record InstanceRebuilt(InstanceId instanceId, String image) implements GuestContentEvent {}

    /** The guest keeps the disks that it had, and is switched off. */
    record InstanceRebuildFailed(InstanceId instanceId, String cause) implements GuestContentEvent {}

    /**
     * The guest is made as a copy of another: its disks begin with what the other's hold.
     *
     * @param source the guest that is copied; its tenant's own
     */
    record InstanceCloneRequested(
            InstanceId instanceId, InstanceId source, List<GuestDisk> disks, List<GuestConfig> configs)
            implements GuestContentEvent {}

    /**
     * The guest is to have copies of disks and configurations beside its own.
     *
     * @param source the guest that is copied; its tenant's own
     */
    record ContentsCloneRequested(
            InstanceId instanceId,
            TenantId tenantId,
            InstanceId source,
            List<GuestDisk> disks,
            List<GuestConfig> configs)
            implements GuestContentEvent {}

    /** How disks are made that were just asked for as copies; said only where somebody chose. */
    record CopyChosen(InstanceId instanceId, CopyKind copy, List<DiskId> disks) implements GuestContentEvent {
        public static CopyChosen of(InstanceId guest, CopyKind copy, List<GuestDisk> disks) {
            return new CopyChosen(
                    guest, copy, disks.stream().map(GuestDisk::diskId).toList());
        }
    }

    record ContentsCloned(InstanceId instanceId, List<GuestConfig> configs) implements GuestContentEvent {}

    /** The guest has what it had. */
    record ContentsCloneFailed(InstanceId instanceId, String cause) implements GuestContentEvent {}

    /** The guest is to have one disk more. */
    record DiskRequested(InstanceId instanceId, TenantId tenantId, GuestDisk disk) implements GuestContentEvent {}

    record DiskCreated(InstanceId instanceId, DiskId diskId) implements GuestContentEvent {}

    record DiskCreationFailed(InstanceId instanceId, DiskId diskId, String cause) implements GuestContentEvent {}

    record DiskLabelled(InstanceId instanceId, DiskId diskId, String label) implements GuestContentEvent {}

    /** A disk is to have another size, in MiB. */
    record DiskResizeRequested(InstanceId instanceId, DiskId diskId, long sizeMb) implements GuestContentEvent {}

    /** Sizes in MiB. */
    record DiskResized(InstanceId instanceId, DiskId diskId, long before, long sizeMb) implements GuestContentEvent {}

    /** The disk keeps its size. */
    record DiskResizeFailed(InstanceId instanceId, DiskId diskId, String cause) implements GuestContentEvent {}

    record DiskDeletionRequested(InstanceId instanceId, DiskId diskId) implements GuestContentEvent {}

    /** Configurations that named it have an empty slot in its place. */
    record DiskDeleted(InstanceId instanceId, DiskId diskId) implements GuestContentEvent {}

    /** The guest keeps the disk. */
    record DiskDeletionFailed(InstanceId instanceId, DiskId diskId, String cause) implements GuestContentEvent {}

    record ConfigCreated(InstanceId instanceId, GuestConfig config) implements GuestContentEvent {}

    /** The configuration is now this, from the next start by it on. */
    record ConfigChanged(InstanceId instanceId, GuestConfig config) implements GuestContentEvent {}

    record ConfigDeleted(InstanceId instanceId, ConfigId configId) implements GuestContentEvent {}

    /** The guest starts by this configuration from now on. */
    record ConfigChosen(InstanceId instanceId, ConfigId configId) implements GuestContentEvent {}

    /**
     * The guest's next start is into a system for rescue, with these disks and volumes; the one after it is as ever.
     *
     * @param devices by slot
     */
    record RescueArranged(InstanceId instanceId, List<GuestConfig.Device> devices) implements GuestContentEvent {}

    /** The guest starts by its configuration again. */
    record RescueEnded(InstanceId instanceId) implements GuestContentEvent {}

    /**
     * The tenant gave data for the guest's own first start; what they say is kept beside the facts.
     *
     * @param bytes how many
     */
    record UserDataGiven(InstanceId instanceId, int bytes) implements GuestContentEvent {}

    /** The guest has no such data any more. */
    record UserDataRemoved(InstanceId instanceId) implements GuestContentEvent {}
}
