package myidc.compute;

import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask about a guest that stops by itself. */
public sealed interface WatchdogCommand {
    record SetWatchdog(@TargetAggregateIdentifier InstanceId instanceId, boolean enabled) implements WatchdogCommand {}

    /**
     * The book follows a guest that stopped by itself, and starts it again if it is watched and was not too often.
     *
     * @param seenVersion the guest's version before its host was asked: what was done since then counts
     * @param crashed whether it broke down; else its system switched it off
     */
    record FollowFallen(
            @TargetAggregateIdentifier InstanceId instanceId, HostId hostId, long seenVersion, boolean crashed)
            implements WatchdogCommand {}
}
