package myidc.inventory.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import myidc.inventory.capacity.RackFill.Depth;
import myidc.inventory.capacity.RackFill.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Where so many devices of a model would go. Racks that take all come first; among those that take as many, the one whose
 * height, power and weight are then used most evenly, so that none strands the others; then the fuller one.
 */
public final class Fit {
    private static final int MANY = 10_000;

    private Fit() {}

    /** One answer for each rack that takes at least one, best first. */
    public static List<Answer> rank(Model model, int wanted, List<RackFill> racks) {
        List<Answer> answers = new ArrayList<>();
        for (RackFill rack : racks) {
            Answer answer = of(model, wanted, rack);
            if (answer.fits() > 0) {
                answers.add(answer);
            }
        }
        answers.sort(Comparator.comparingInt((Answer answer) -> -answer.fits())
                .thenComparing(Answer::unevenness)
                .thenComparing(Answer::fullness, Comparator.reverseOrder())
                .thenComparingLong(Answer::rackId));
        return answers;
    }

    /** What one rack would take of it. */
    public static Answer of(Model model, int wanted, RackFill rack) {
        List<BigDecimal> places = places(model, rack);
        int byUnits = model.heightHalves() == 0 ? MANY : places.size();
        int byPower =
                left(BigDecimal.valueOf(rack.room().powerWMax() - rack.nameplateW()), decimal(model.nameplateW()));
        int byWeight = left(BigDecimal.valueOf(rack.room().weightKgMax()).subtract(rack.weightKg()), model.weightKg());
        int most = Math.min(byUnits, Math.min(byPower, byWeight));
        int fits = Math.min(wanted, most);
        Resource limit = null;
        if (most < wanted) {
            limit = most == byUnits ? Resource.UNITS : most == byPower ? Resource.POWER : Resource.WEIGHT;
        }
        List<Reason> reasons = new ArrayList<>();
        reasons.add(fits == wanted ? Reason.TAKES_ALL : Reason.TAKES_SOME);
        if (model.nameplateW() == null || rack.nameplateUnknown() > 0) {
            reasons.add(Reason.POWER_PARTLY_UNKNOWN);
        }
        if (model.weightKg() == null || rack.weightUnknown() > 0) {
            reasons.add(Reason.WEIGHT_PARTLY_UNKNOWN);
        }
        BigDecimal units = rack.ratio(Resource.UNITS)
                .add(share((long) fits * model.heightHalves(), 2L * rack.room().heightU()));
        BigDecimal power = rack.ratio(Resource.POWER)
                .add(share(
                        fits * whole(decimal(model.nameplateW())), rack.room().powerWMax()));
        BigDecimal weight = rack.ratio(Resource.WEIGHT)
                .add(share(fits * whole(model.weightKg()), rack.room().weightKgMax()));
        BigDecimal top = units.max(power).max(weight);
        BigDecimal uneven = top.subtract(units.min(power).min(weight));
        return new Answer(
                rack.room().rackId(),
                fits,
                places.subList(0, Math.min(places.size(), fits)),
                limit,
                units,
                power,
                weight,
                uneven,
                top,
                reasons);
    }

    private static List<BigDecimal> places(Model model, RackFill rack) {
        List<BigDecimal> places = new ArrayList<>();
        int height = model.heightHalves();
        BitSet taken = rack.taken(model.fullDepth() ? Depth.WHOLE : Depth.FRONT);
        int top = 2 * rack.room().heightU();
        int half = 0;
        while (height > 0 && half + height <= top) {
            int blocked = taken.previousSetBit(half + height - 1);
            if (blocked >= half) {
                half = wholeUnit(blocked + 1, height);
            } else {
                places.add(RackFill.units(half + 2));
                half += height;
            }
        }
        return places;
    }

    /** Devices of whole units stand on whole units, as rails want it. */
    private static int wholeUnit(int half, int height) {
        return height % 2 == 0 && half % 2 == 1 ? half + 1 : half;
    }

    private static int left(BigDecimal left, @Nullable BigDecimal each) {
        if (each == null || each.signum() == 0) {
            return MANY;
        }
        return left.max(BigDecimal.ZERO)
                .divide(each, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(MANY))
                .intValueExact();
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static long whole(@Nullable BigDecimal value) {
        return value == null ? 0 : value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }

    /** Why a rack stands where it does in the ranking. */
    public enum Reason {
        TAKES_ALL,
        TAKES_SOME,
        POWER_PARTLY_UNKNOWN,
        WEIGHT_PARTLY_UNKNOWN
    }

    /** What is to be placed; null is unknown and limits nothing. */
    public record Model(
            int heightHalves,
            boolean fullDepth,
            @Nullable BigDecimal weightKg,
            @Nullable Integer nameplateW) {}

    /**
     * What a rack would take.
     *
     * @param places lowest unit of each, from the bottom up; empty for devices of zero height
     * @param limitedBy what is too little for all that were wanted; null when all fit
     * @param units part of the height used afterwards; power and weight likewise
     * @param unevenness how far the most used of the three is ahead of the least used
     * @param fullness the most used of the three
     */
    public record Answer(
            long rackId,
            int fits,
            List<BigDecimal> places,
            @Nullable Resource limitedBy,
            BigDecimal units,
            BigDecimal power,
            BigDecimal weight,
            BigDecimal unevenness,
            BigDecimal fullness,
            List<Reason> reasons) {}
}
