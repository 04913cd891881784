package myidc.compute.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many times over a host's processors and memory may be promised; disk never is.
 *
 * @param vcpu promised vCPUs for each of the host's
 * @param memory promised memory for each MiB of the host's
 */
public record Overcommit(BigDecimal vcpu, BigDecimal memory) {
    /** The most that may be promised of a capacity, rounded down. */
    public Resources over(Resources capacity) {
        return new Resources(
                vcpu.multiply(BigDecimal.valueOf(capacity.vcpus()))
                        .setScale(0, RoundingMode.DOWN)
                        .intValueExact(),
                memory.multiply(BigDecimal.valueOf(capacity.memoryMb()))
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact(),
                capacity.diskMb());
    }
}
