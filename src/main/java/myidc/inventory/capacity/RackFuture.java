package myidc.inventory.capacity;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a rack once all that is on its way has come and gone. What nobody knows of a device changes nothing and
 * is counted beside.
 *
 * @param unknown changes of which weight or power is not known
 */
public record RackFuture(Left now, Left after, List<Change> changes, int unknown) {
    /** Reckons from how full a rack is now. */
    public static RackFuture of(RackFill fill, List<Change> changes) {
        Left now = new Left(
                fill.freeU(),
                BigDecimal.valueOf(fill.room().weightKgMax()).subtract(fill.weightKg()),
                fill.room().powerWMax() - fill.nameplateW());
        Left after = now;
        int unknown = 0;
        for (Change change : changes) {
            after = after.less(change);
            unknown += change.weightKg() == null || change.watts() == null ? 1 : 0;
        }
        return new RackFuture(now, after, List.copyOf(changes), unknown);
    }

    /** Whether what is on its way finds room, by these sums. */
    public boolean holds() {
        return after.units().signum() >= 0 && after.weightKg().signum() >= 0 && after.watts() >= 0;
    }

    /** Why a rack will hold more or less. */
    public enum Kind {
        /** A device is being drained and leaves. */
        DRAINS,
        /** A device was ordered; its units are kept already. */
        ORDERED,
        /** A plan that is submitted or approved puts it here. */
        PLAN_ADDS,
        /** A plan that is submitted or approved takes it away. */
        PLAN_REMOVES
    }

    /**
     * One thing that comes or goes.
     *
     * @param cause the plan, such as {@code layout-7}; null for none
     * @param units that it takes more, negative when it gives some back
     * @param weightKg the same; null is unknown
     * @param watts the same by nameplate; null is unknown
     */
    public record Change(
            Kind kind,
            String name,
            @Nullable String cause,
            BigDecimal units,
            @Nullable BigDecimal weightKg,
            @Nullable Integer watts) {
        /** Something of these figures that comes. */
        public static Change in(Kind kind, String name, @Nullable String cause, Figures figures) {
            return new Change(kind, name, cause, figures.units(), figures.weightKg(), figures.watts());
        }

        /** Something of these figures that goes. */
        public static Change out(Kind kind, String name, @Nullable String cause, Figures figures) {
            BigDecimal weight = figures.weightKg();
            Integer watts = figures.watts();
            return new Change(
                    kind,
                    name,
                    cause,
                    figures.units().negate(),
                    weight == null ? null : weight.negate(),
                    watts == null ? null : -watts);
        }
    }

    /** What a device takes; null is unknown. */
    public record Figures(
            BigDecimal units,
            @Nullable BigDecimal weightKg,
            @Nullable Integer watts) {}

    /** What is left; less than nothing is what will be missing. */
    public record Left(BigDecimal units, BigDecimal weightKg, long watts) {
        Left less(Change change) {
            BigDecimal weight = change.weightKg();
            Integer more = change.watts();
            return new Left(
                    units.subtract(change.units()),
                    weight == null ? weightKg : weightKg.subtract(weight),
                    more == null ? watts : watts - more);
        }
    }
}
