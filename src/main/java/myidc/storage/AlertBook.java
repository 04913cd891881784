package myidc.storage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import myidc.storage.event.AlertOn;
import myidc.storage.event.Thresholds;
import myidc.storage.event.Thresholds.Band;
import org.jspecify.annotations.Nullable;

/** Which alerts of a pool are raised, and whether a figure raises or clears one: at the one threshold or the other. */
final class AlertBook {
    private final Set<AlertOn> raised = EnumSet.noneOf(AlertOn.class);

    /** What a share of something that fills does; null means that nothing changes. */
    @Nullable
    Change share(AlertOn on, @Nullable BigDecimal percent, Band band) {
        if (percent == null) {
            return null;
        }
        if (!raised.contains(on) && percent.compareTo(BigDecimal.valueOf(band.raiseAt())) >= 0) {
            return new Change(on, true, percent, BigDecimal.valueOf(band.raiseAt()));
        }
        boolean clears = raised.contains(on) && percent.compareTo(BigDecimal.valueOf(band.clearAt())) < 0;
        return clears ? new Change(on, false, percent, BigDecimal.valueOf(band.clearAt())) : null;
    }

    /** What a forecast does; null days are no end in sight. */
    @Nullable
    Change forecast(@Nullable BigDecimal days, Thresholds thresholds) {
        Band band = thresholds.forecastDays();
        boolean is = raised.contains(AlertOn.FORECAST);
        if (!is && days != null && days.compareTo(BigDecimal.valueOf(band.raiseAt())) <= 0) {
            return new Change(AlertOn.FORECAST, true, days, BigDecimal.valueOf(band.raiseAt()));
        }
        boolean clears = is && (days == null || days.compareTo(BigDecimal.valueOf(band.clearAt())) > 0);
        return clears ? new Change(AlertOn.FORECAST, false, days, BigDecimal.valueOf(band.clearAt())) : null;
    }

    void raise(AlertOn on) {
        raised.add(on);
    }

    void clear(AlertOn on) {
        raised.remove(on);
    }

    List<AlertOn> raised() {
        return new ArrayList<>(raised);
    }

    /** An alert that is to be raised, or cleared. */
    record Change(AlertOn on, boolean raise, @Nullable BigDecimal value, BigDecimal threshold) {}
}
