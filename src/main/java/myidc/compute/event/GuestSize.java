package myidc.compute.event;

/**
 * What a guest was promised, copied from its plan at that moment, so that a later change of the plan leaves it alone.
 *
 * @param plan the plan's identifier, such as {@code g6-standard-2}
 * @param memoryMb memory in MiB
 * @param diskMb disk in MiB
 * @param transferGb outbound transfer a month in GB
 */
public record GuestSize(String plan, int vcpus, long memoryMb, long diskMb, int transferGb) {
    /** What of a host it takes. */
    public Resources resources() {
        return new Resources(vcpus, memoryMb, diskMb);
    }

    /** Whether no part of it is below the other's. */
    public boolean holds(GuestSize other) {
        return other.resources().within(resources());
    }
}
