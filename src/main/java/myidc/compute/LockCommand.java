package myidc.compute;

import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Keeping a guest from being deleted by mistake. */
public sealed interface LockCommand {
    /**
     * Keeps the guest from being deleted.
     *
     * @param withParts whether its disks and configurations are kept too
     */
    record LockInstance(@TargetAggregateIdentifier InstanceId instanceId, LockId lockId, boolean withParts)
            implements LockCommand {}

    record UnlockInstance(@TargetAggregateIdentifier InstanceId instanceId, LockId lockId) implements LockCommand {}
}
