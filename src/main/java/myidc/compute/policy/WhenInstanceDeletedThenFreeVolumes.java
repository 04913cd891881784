package myidc.compute.policy;

import jakarta.inject.Singleton;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.VolumeId;
import myidc.storage.VolumeCommand.FreeVolume;
import myidc.storage.read.Volumes;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Volumes outlive the guest that had them; told twice, they are freed once. */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenInstanceDeletedThenFreeVolumes implements Handler {
    private static final Caller COMPUTE = Caller.program("compute");

    private final Commands commands;
    private final Volumes volumes;

    WhenInstanceDeletedThenFreeVolumes(Commands commands, Volumes volumes) {
        this.commands = commands;
        this.volumes = volumes;
    }

    @EventHandler
    void react(InstanceDeleted fact) {
        volumes.on(fact.instanceId())
                .forEach(
                        volume -> commands.sendAs(COMPUTE, new FreeVolume(new VolumeId(volume.id), fact.instanceId())));
    }
}
