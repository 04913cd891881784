package myidc.compute.event;

import java.util.List;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;

/** The life of a script that runs at a guest's first start. */
public sealed interface StackScriptEvent {
    StackScriptId stackScriptId();

    /**
     * A tenant has a script from now on.
     *
     * @param author name of the user who made it
     */
    record StackScriptCreated(StackScriptId stackScriptId, TenantId tenantId, String author, ScriptText text)
            implements StackScriptEvent {}

    /** The script is this from now on; guests that ran it before are as they are. */
    record StackScriptRevised(StackScriptId stackScriptId, ScriptText text) implements StackScriptEvent {}

    /** A guest is to run it at its first start. */
    record StackScriptDeployed(StackScriptId stackScriptId, InstanceId instanceId) implements StackScriptEvent {}

    /** A guest of another tenant is to run it; whose it is and which is nothing to the script's owner. */
    record StackScriptDeployedElsewhere(StackScriptId stackScriptId, InstanceId theirInstanceId)
            implements StackScriptEvent {}

    /** Every tenant sees it from now on and may run it. */
    record StackScriptPublished(StackScriptId stackScriptId) implements StackScriptEvent {}

    /** Staff took it away from all but its owner, for good. */
    record StackScriptTakenDown(StackScriptId stackScriptId, String reason) implements StackScriptEvent {}

    record StackScriptDeleted(StackScriptId stackScriptId, TenantId tenantId) implements StackScriptEvent {}

    /**
     * What a script is.
     *
     * @param images those it is for, or {@code any/all}
     * @param script begins with {@code #!}
     */
    record ScriptText(String label, String description, List<String> images, String script, String revNote) {}
}
