package myidc.compute;

import java.util.List;
import myidc.compute.event.GpuCard;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask of a host's GPUs. */
public sealed interface GpuCommand {
    record FitGpu(@TargetAggregateIdentifier HostId hostId, GpuId gpuId, GpuCard card) implements GpuCommand {}

    /** Describes or offers it otherwise; refused while a guest has any of it. */
    record ChangeGpu(@TargetAggregateIdentifier HostId hostId, GpuId gpuId, GpuCard card) implements GpuCommand {}

    record RemoveGpu(@TargetAggregateIdentifier HostId hostId, GpuId gpuId) implements GpuCommand {}

    /** Keeps what the guest is to have after a resize, beside what it has. */
    record KeepGpus(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId, List<GpuWish> wanted)
            implements GpuCommand {}

    /**
     * Gives free what was kept for a resize in vain, or what the guest has no more.
     *
     * @param resized whether the guest has its new size
     */
    record SettleGpus(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId, boolean resized)
            implements GpuCommand {}
}
