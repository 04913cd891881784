package myidc.compute;

import java.util.List;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestDisk;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What one may ask of a guest's disks and of how it starts. */
public sealed interface GuestContentCommand {
    /**
     * The guest begins anew with an image; who may sign in to it is replaced in the same call.
     *
     * @param diskId of the one disk it has then
     * @param configId of the one configuration it has then
     */
    record RebuildInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            String image,
            DiskId diskId,
            ConfigId configId,
            boolean bootWanted)
            implements GuestContentCommand {}

    record ConfirmRebuilt(@TargetAggregateIdentifier InstanceId instanceId) implements GuestContentCommand {}

    /**
     * A guest just asked for begins with these disks, copies of what they name as their sources.
     *
     * @param copy how they are made; null for as the machine room finds best
     */
    record BeginAsClone(
            @TargetAggregateIdentifier InstanceId instanceId,
            InstanceId source,
            List<GuestDisk> disks,
            List<GuestConfig> configs,
            @Nullable CopyKind copy)
            implements GuestContentCommand {}

    /**
     * Copies of another guest's disks and configurations, beside what the guest has.
     *
     * @param copy how they are made; null for as the machine room finds best
     */
    record CloneContents(
            @TargetAggregateIdentifier InstanceId instanceId,
            InstanceId source,
            List<GuestDisk> disks,
            List<GuestConfig> configs,
            @Nullable CopyKind copy)
            implements GuestContentCommand {}

    /** One disk more, empty, of an image, or a copy of another of the guest's. */
    record CreateDisk(@TargetAggregateIdentifier InstanceId instanceId, GuestDisk disk)
            implements GuestContentCommand {}

    record LabelDisk(@TargetAggregateIdentifier InstanceId instanceId, DiskId diskId, String label)
            implements GuestContentCommand {}

    /** Gives a disk another size, in MiB. */
    record ResizeDisk(@TargetAggregateIdentifier InstanceId instanceId, DiskId diskId, long sizeMb)
            implements GuestContentCommand {}

    record DeleteDisk(@TargetAggregateIdentifier InstanceId instanceId, DiskId diskId) implements GuestContentCommand {}

    /** The guest's disks are what they were to be. */
    record ConfirmDisks(@TargetAggregateIdentifier InstanceId instanceId) implements GuestContentCommand {}

    record CreateConfig(@TargetAggregateIdentifier InstanceId instanceId, GuestConfig config)
            implements GuestContentCommand {}

    record ChangeConfig(@TargetAggregateIdentifier InstanceId instanceId, GuestConfig config)
            implements GuestContentCommand {}

    record DeleteConfig(@TargetAggregateIdentifier InstanceId instanceId, ConfigId configId)
            implements GuestContentCommand {}

    /** Notes that the guest has data of its tenant for its first start, or none any more when they are 0 bytes. */
    record NoteUserData(@TargetAggregateIdentifier InstanceId instanceId, int bytes) implements GuestContentCommand {}

    /** Starts the guest into a system for rescue, once. */
    record RescueInstance(@TargetAggregateIdentifier InstanceId instanceId, List<GuestConfig.Device> devices)
            implements GuestContentCommand {}
}
