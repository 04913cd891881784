package myidc.compute.policy;

import jakarta.inject.Singleton;
import myidc.compute.PlacementGroupCommand.RemoveGroupMember;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.read.PlacementGroups;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** A deleted guest keeps no other one away from its host; told twice, it leaves once. */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenInstanceDeletedThenLeavePlacementGroup implements Handler {
    private static final Caller COMPUTE = Caller.program("compute");

    private final Commands commands;
    private final PlacementGroups groups;

    WhenInstanceDeletedThenLeavePlacementGroup(Commands commands, PlacementGroups groups) {
        this.commands = commands;
        this.groups = groups;
    }

    @EventHandler
    void react(InstanceDeleted fact) {
        groups.around(fact.instanceId())
                .ifPresent(group -> commands.sendAs(COMPUTE, new RemoveGroupMember(group, fact.instanceId())));
    }
}
