package myidc.compute.event;

import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** How a guest gets another size. Part of the life told by {@link InstanceEvent}. */
public sealed interface GrowthEvent {
    InstanceId instanceId();

    /**
     * Once what was just asked for is over, an approval or a move to a host that has room, the guest is to have another size.
     *
     * @param warm whether it is to run on meanwhile, where that can be
     * @param diskFollows whether its disk is to become as large as the plan lets it
     */
    record GrowthAsked(InstanceId instanceId, GuestSize size, boolean warm, boolean diskFollows)
            implements GrowthEvent {}

    /**
     * What its disks become with the size just asked for.
     *
     * @param diskId the one disk that has another size then; null when all stay as they are
     * @param sizeMb what that one is to have; 0 for none
     */
    record FollowingDiskChosen(
            InstanceId instanceId, @Nullable DiskId diskId, long sizeMb) implements GrowthEvent {}
}
