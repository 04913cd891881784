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

    record DeployStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId, InstanceId instanceId)
            implements StackScriptCommand {}

    record DeleteStackScript(@TargetAggregateIdentifier StackScriptId stackScriptId) implements StackScriptCommand {}
}
