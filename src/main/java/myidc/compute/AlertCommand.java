package myidc.compute;

import myidc.compute.event.AlertLevels;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask about a guest that uses more than its tenant cares for. */
public sealed interface AlertCommand {
    record SetAlertLevels(@TargetAggregateIdentifier InstanceId instanceId, AlertLevels levels)
            implements AlertCommand {}

    /** Tells what was measured, once until it ends. */
    record RaiseAlert(@TargetAggregateIdentifier InstanceId instanceId, String label, Measured measured)
            implements AlertCommand {}

    record EndAlert(@TargetAggregateIdentifier InstanceId instanceId, String label, Measured measured)
            implements AlertCommand {}

    /** What was measured of something, and its level, in the unit of the level. */
    record Measured(Alert alert, long value, int level) {}

    /** What a guest may use too much of. */
    enum Alert {
        CPU,
        NETWORK_IN,
        NETWORK_OUT,
        TRANSFER_QUOTA,
        IO
    }
}
