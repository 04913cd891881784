package myidc.compute.event;

/**
 * An amount of what hosts have and guests take.
 *
 * @param memoryMb memory in MiB
 * @param diskMb disk in MiB
 */
public record Resources(int vcpus, long memoryMb, long diskMb) {
    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources plus(Resources other) {
        return new Resources(vcpus + other.vcpus, memoryMb + other.memoryMb, diskMb + other.diskMb);
    }

    public Resources minus(Resources other) {
        return new Resources(vcpus - other.vcpus, memoryMb - other.memoryMb, diskMb - other.diskMb);
    }

    public Resources withoutDisk() {
        return new Resources(vcpus, memoryMb, 0);
    }

    /** The larger of each part. */
    public Resources most(Resources other) {
        return new Resources(
                Math.max(vcpus, other.vcpus), Math.max(memoryMb, other.memoryMb), Math.max(diskMb, other.diskMb));
    }

    /** Whether each part is at most the other's. */
    public boolean within(Resources limit) {
        return vcpus <= limit.vcpus && memoryMb <= limit.memoryMb && diskMb <= limit.diskMb;
    }
}
