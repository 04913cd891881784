package myidc.compute.placement;

import java.util.SplittableRandom;
import myidc.shared.id.InstanceId;

/** A guest's lot where several places are as good: even over guests, the same at each try. */
final class Lot {
    private Lot() {}

    /** At least 0, below 1. */
    static double of(InstanceId guest) {
        return new SplittableRandom(guest.value()).nextDouble();
    }
}
