package myidc.compute.event;

import java.util.List;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** A host's GPUs, and which guest has which of them. Part of the life told by {@link HostEvent}. */
public sealed interface GpuEvent {
    HostId hostId();

    /** The host has this GPU. */
    record GpuFitted(HostId hostId, GpuId gpuId, GpuCard card) implements GpuEvent {}

    /** The GPU is described or offered otherwise from now on; no guest had any of it. */
    record GpuChanged(HostId hostId, GpuId gpuId, GpuCard card) implements GpuEvent {}

    /** The host has this GPU no more. */
    record GpuRemoved(HostId hostId, GpuId gpuId, String address) implements GpuEvent {}

    /** These are the guest's, beside those it has. */
    record GpusHeld(HostId hostId, InstanceId instanceId, List<GpuPart> parts) implements GpuEvent {}

    /**
     * These are kept for what the guest is being resized to, until that is over.
     *
     * @param parts all that it is to have, of which it may have some already
     */
    record GpusKept(HostId hostId, InstanceId instanceId, List<GpuPart> parts) implements GpuEvent {}

    /**
     * The resize is over.
     *
     * @param parts what the guest has now
     * @param released what it had, or was kept for it, and is free again
     */
    record GpusSettled(HostId hostId, InstanceId instanceId, List<GpuPart> parts, List<GpuPart> released)
            implements GpuEvent {}

    /** The guest has left the host, and these are free again. */
    record GpusReleased(HostId hostId, InstanceId instanceId, List<GpuPart> parts) implements GpuEvent {}
}
