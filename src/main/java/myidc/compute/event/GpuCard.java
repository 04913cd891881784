package myidc.compute.event;

import org.jspecify.annotations.Nullable;

/**
 * A GPU of a host, offered whole or in slices that hardware keeps apart.
 *
 * @param model such as {@code NVIDIA A10}
 * @param address where it is on the host's PCI, such as {@code 0000:41:00.0}
 * @param memoryMb its own memory in MiB
 * @param sliceType the type of its mediated devices, such as {@code nvidia-592}; null while it is offered whole
 * @param slices how many of that type it gives; 0 while it is offered whole
 */
public record GpuCard(
        String model,
        String address,
        long memoryMb,
        @Nullable String sliceType,
        int slices) {
    /** Into how many parts that guests may have it is offered. */
    public int parts() {
        return Math.max(1, slices);
    }
}
