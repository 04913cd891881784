package myidc.inventory;

import myidc.shared.id.CordId;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PowerNodeId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a power cord. */
public sealed interface CordCommand {
    record PlugCord(
            @TargetAggregateIdentifier CordId cordId, DeviceId deviceId, int psu, PowerNodeId powerNodeId, int outlet)
            implements CordCommand {}

    record PullCord(@TargetAggregateIdentifier CordId cordId) implements CordCommand {}
}
