package myidc.compute.packing;

import java.util.Comparator;
import myidc.compute.event.Resources;

/**
 * What a host may promise and what of it is free. Hosts with equal rooms are worth the same to every policy.
 *
 * @param most what may be promised of it, overcommitment included
 * @param free what is not promised yet
 */
public record Room(Resources most, Resources free) implements Comparable<Room> {
    private static final Comparator<Room> LEAST_FREE_FIRST = Comparator.comparingInt((Room room) -> room.free.vcpus())
            .thenComparingLong(room -> room.free.memoryMb())
            .thenComparingLong(room -> room.free.diskMb())
            .thenComparingInt(room -> room.most.vcpus())
            .thenComparingLong(room -> room.most.memoryMb())
            .thenComparingLong(room -> room.most.diskMb());

    /** A host of which nothing is promised. */
    public static Room empty(Resources most) {
        return new Room(most, most);
    }

    public boolean fits(Resources wanted) {
        return wanted.within(free);
    }

    /** The room once a guest of that size is on it. */
    public Room without(Resources taken) {
        return new Room(most, free.minus(taken));
    }

    /** The room once a guest of that size has left. */
    public Room with(Resources given) {
        return new Room(most, free.plus(given));
    }

    /** The larger of the shares of processors and memory that are promised, 0 to 1. */
    double fullness() {
        return Math.max(1 - freeProcessors(), 1 - freeMemory());
    }

    /** How far apart the free shares of processors and memory are, 0 to 1: what one has over, nobody can use. */
    double imbalance() {
        return Math.abs(freeProcessors() - freeMemory());
    }

    /** The sum of the free shares of processors and memory, 0 to 2. */
    double freeShares() {
        return freeProcessors() + freeMemory();
    }

    private double freeProcessors() {
        return share(free.vcpus(), most.vcpus());
    }

    private double freeMemory() {
        return share(free.memoryMb(), most.memoryMb());
    }

    private static double share(long free, long most) {
        return most == 0 ? 0 : (double) free / most;
    }

    @Override
    public int compareTo(Room other) {
        return LEAST_FREE_FIRST.compare(this, other);
    }
}
