package myidc.inventory.power;

import myidc.inventory.event.PowerAlarm;
import org.jspecify.annotations.Nullable;

/**
 * When a load is too near to what a node may carry for long. An alarm that stands is taken back only once the load has
 * fallen clearly below where it was raised, so that a load that sways about a threshold is told once.
 */
public final class AlarmRule {
    private static final int WARNING_PERCENT = 90;
    private static final int CRITICAL_PERCENT = 100;
    private static final int FALL_PERCENT = 5;

    private AlarmRule() {}

    /** The alarm after a reading, of which {@code percent} is what was carried in percent of what may be. */
    public static @Nullable PowerAlarm after(@Nullable PowerAlarm before, long percent) {
        if (percent >= CRITICAL_PERCENT
                || (before == PowerAlarm.CRITICAL && percent > CRITICAL_PERCENT - FALL_PERCENT)) {
            return PowerAlarm.CRITICAL;
        }
        if (percent >= WARNING_PERCENT || (before != null && percent > WARNING_PERCENT - FALL_PERCENT)) {
            return PowerAlarm.WARNING;
        }
        return null;
    }
}
