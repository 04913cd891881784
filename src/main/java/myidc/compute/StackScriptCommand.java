package myidc.compute;

import myidc.compute.event.StackScriptEvent.ScriptText;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a script that runs at a guest's first start. */
public sealed interface StackScriptCommand {
    record CreateStackScript(
            @TargetAggregateIdentifier StackScriptId stackScriptId, TenantId tenantId, String author, ScriptText text)
            implements StackScriptCommand {}

    record ReviseStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId, ScriptText text)
            implements StackScriptCommand {}

    /** Shows the script to every tenant, for ever. */
    record PublishStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId) implements StackScriptCommand {}

    /** Takes a public script away from all but its owner. */
    record TakeDownStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId, String reason)
            implements StackScriptCommand {}

    /**
     * A guest is to run it at its first start.
     *
     * @param tenantId whose guest it is
     */
    record DeployStackScript(
            @TargetAggregateIdentifier StackScriptId stackScriptId, InstanceId instanceId, TenantId tenantId)
            implements StackScriptCommand {}

    record DeleteStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId) implements StackScriptCommand {}
}
