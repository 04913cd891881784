package myidc.compute.policy;

import jakarta.inject.Singleton;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.read.Approvals;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** A guest that was to go elsewhere, and is deleted while that waits, holds nothing there; told twice, it leaves once. */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenApprovalWithdrawnThenFreeHost implements Handler {
    private static final Caller COMPUTE = Caller.program("compute");

    private final Commands commands;
    private final Approvals approvals;
    private final Instances instances;

    WhenApprovalWithdrawnThenFreeHost(Commands commands, Approvals approvals, Instances instances) {
        this.instances = instances;
        this.commands = commands;
        this.approvals = approvals;
    }

    private boolean isOn(long host, InstanceId guest) {
        return instances
                .find(guest)
                .filter(present -> present.hostId != null && present.hostId == host)
                .isPresent();
    }

    @EventHandler
    void react(ApprovalWithdrawn fact) {
        approvals
                .find(fact.approvalId())
                .filter(row -> !row.deed.equals("CREATE") && !isOn(row.hostId, fact.instanceId()))
                .ifPresent(row ->
                        commands.sendAs(COMPUTE, new ReleaseCapacity(new HostId(row.hostId), fact.instanceId())));
    }
}
