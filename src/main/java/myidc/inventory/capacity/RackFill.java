package myidc.inventory.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How full one rack is. What is unknown of a device adds nothing to a sum and is counted beside it. */
public final class RackFill {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int RATIO_DIGITS = 4;

    private final Room room;
    private final BitSet front = new BitSet();
    private final BitSet rear = new BitSet();
    private final BitSet kept = new BitSet();
    private int devices;
    private BigDecimal weightKg = BigDecimal.ZERO;
    private int weightUnknown;
    private long nameplateW;
    private int nameplateUnknown;
    private long budgetW;
    private int budgetUnknown;

    private RackFill(Room room) {
        this.room = room;
    }

    /** Sums what stands in a rack and what is kept in it. */
    public static RackFill of(Room room, List<Standing> standing, List<Units> kept) {
        RackFill fill = new RackFill(room);
        standing.forEach(fill::add);
        for (Units units : kept) {
            fill.mark(units);
            fill.kept.set(units.bottomHalf(), units.bottomHalf() + units.heightHalves());
        }
        return fill;
    }

    private void add(Standing one) {
        devices++;
        Units units = one.units();
        if (units != null) {
            mark(units);
        }
        BigDecimal weight = one.weightKg();
        weightKg = weight == null ? weightKg : weightKg.add(weight);
        weightUnknown += weight == null ? 1 : 0;
        Integer nameplate = one.nameplateW();
        nameplateW += nameplate == null ? 0 : nameplate;
        nameplateUnknown += nameplate == null ? 1 : 0;
        Integer budget = one.budgetW();
        budgetW += budget == null ? 0 : budget;
        budgetUnknown += budget == null ? 1 : 0;
    }

    private void mark(Units units) {
        if (units.front()) {
            front.set(units.bottomHalf(), units.bottomHalf() + units.heightHalves());
        }
        if (units.rear()) {
            rear.set(units.bottomHalf(), units.bottomHalf() + units.heightHalves());
        }
    }

    public Room room() {
        return room;
    }

    public int devices() {
        return devices;
    }

    /** Units in which a face is taken or kept. */
    public BigDecimal usedU() {
        return units(both().cardinality());
    }

    public BigDecimal keptU() {
        return units(kept.cardinality());
    }

    /** Units free through the whole depth. */
    public BigDecimal freeU() {
        return units(2 * room.heightU() - both().cardinality());
    }

    /** The most units free one above the other; of a face, or through the whole depth. */
    public BigDecimal largestU(Depth depth) {
        BitSet taken = taken(depth);
        int largest = 0;
        for (int from = taken.nextClearBit(0); from < 2 * room.heightU(); ) {
            int next = taken.nextSetBit(from);
            int to = next < 0 ? 2 * room.heightU() : Math.min(next, 2 * room.heightU());
            largest = Math.max(largest, to - from);
            from = next < 0 ? to : taken.nextClearBit(next);
        }
        return units(largest);
    }

    BitSet taken(Depth depth) {
        return switch (depth) {
            case FRONT -> (BitSet) front.clone();
            case REAR -> (BitSet) rear.clone();
            case WHOLE -> both();
        };
    }

    public BigDecimal weightKg() {
        return weightKg;
    }

    public int weightUnknown() {
        return weightUnknown;
    }

    public long nameplateW() {
        return nameplateW;
    }

    public int nameplateUnknown() {
        return nameplateUnknown;
    }

    public long budgetW() {
        return budgetW;
    }

    public int budgetUnknown() {
        return budgetUnknown;
    }

    public BigDecimal ratio(Resource resource) {
        return switch (resource) {
            case UNITS -> ratio(BigDecimal.valueOf(both().cardinality()), 2L * room.heightU());
            case POWER -> ratio(BigDecimal.valueOf(nameplateW), room.powerWMax());
            case WEIGHT -> ratio(weightKg, room.weightKgMax());
        };
    }

    /** What will run out first if the rack fills as it did so far. */
    public Resource limiting() {
        Resource limiting = Resource.UNITS;
        for (Resource resource : Resource.values()) {
            if (ratio(resource).compareTo(ratio(limiting)) > 0) {
                limiting = resource;
            }
        }
        return limiting;
    }

    /** Free units that cannot be used because power or weight is missing for what typically stands in a unit. */
    public Stranded stranded(Typical typical) {
        BigDecimal free = freeU();
        BigDecimal byPower = over(BigDecimal.valueOf(room.powerWMax() - nameplateW), typical.wattsPerU());
        BigDecimal byWeight = over(BigDecimal.valueOf(room.weightKgMax()).subtract(weightKg), typical.kgPerU());
        BigDecimal usable = free.min(byPower).min(byWeight);
        Resource by = null;
        if (usable.compareTo(free) < 0) {
            by = byPower.compareTo(byWeight) <= 0 ? Resource.POWER : Resource.WEIGHT;
        }
        return new Stranded(free.subtract(usable), by);
    }

    private static BigDecimal over(BigDecimal left, BigDecimal each) {
        return each.signum() == 0
                ? BigDecimal.valueOf(Integer.MAX_VALUE)
                : left.max(BigDecimal.ZERO)
                        .multiply(TWO)
                        .divide(each, 0, RoundingMode.DOWN)
                        .divide(TWO, 1, RoundingMode.UNNECESSARY);
    }

    private BitSet both() {
        BitSet both = (BitSet) front.clone();
        both.or(rear);
        return both;
    }

    private static BigDecimal ratio(BigDecimal part, long whole) {
        return part.divide(BigDecimal.valueOf(whole), RATIO_DIGITS, RoundingMode.HALF_UP);
    }

    static BigDecimal units(int halves) {
        BigDecimal units = BigDecimal.valueOf(halves * 5L, 1).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0, RoundingMode.UNNECESSARY) : units;
    }

    /** What can run out in a rack. */
    public enum Resource {
        UNITS,
        POWER,
        WEIGHT
    }

    /** Through what a run of units must be free. */
    public enum Depth {
        FRONT,
        REAR,
        WHOLE
    }

    /** What a rack may hold. */
    public record Room(long rackId, int heightU, int weightKgMax, int powerWMax) {}

    /** Half units from 0 at the bottom, on the faces they block. */
    public record Units(int bottomHalf, int heightHalves, boolean front, boolean rear) {}

    /**
     * A device in a rack.
     *
     * @param units null when it hangs beside the units or sits in a chassis
     */
    public record Standing(
            @Nullable Units units,
            @Nullable BigDecimal weightKg,
            @Nullable Integer nameplateW,
            @Nullable Integer budgetW) {}

    /** What a unit typically draws and weighs; zero when nobody knows. */
    public record Typical(BigDecimal wattsPerU, BigDecimal kgPerU) {}

    /**
     * Free units of no use.
     *
     * @param by what is missing; null when nothing is stranded
     */
    public record Stranded(BigDecimal units, @Nullable Resource by) {}
}
