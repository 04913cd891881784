package myidc.compute;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * When a guest's backups are made by themselves: once a day, in a window of two hours of its tenant's zone. What its
 * tenant leaves open the house spreads over its guests by their numbers.
 *
 * @param day the day whose backup is kept for the week
 * @param startHour 0 to 22, even
 */
public record BackupCalendar(DayOfWeek day, int startHour, ZoneId zone) {
    public static final Duration WINDOW = Duration.ofHours(2);

    private static final int WINDOWS = 12;

    public static BackupCalendar of(long guest, @Nullable String day, @Nullable Integer startHour, ZoneId zone) {
        int spread = Math.floorMod(Long.hashCode(guest * 0x9E3779B97F4A7C15L), 7 * WINDOWS);
        return new BackupCalendar(
                day == null ? DayOfWeek.of(1 + spread / WINDOWS) : day("day", day),
                startHour == null ? 2 * (spread % WINDOWS) : startHour,
                zone);
    }

    /** Refused unless it is the English name of a day, such as {@code Sunday}. */
    public static DayOfWeek day(String field, String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD, field, field + " must be a day such as Sunday, or Scheduling"));
    }

    /** When the window began that the instant is in; empty outside of it. */
    public Optional<Instant> windowAt(Instant now) {
        ZonedDateTime there = now.atZone(zone);
        for (ZonedDateTime date : new ZonedDateTime[] {there, there.minusDays(1)}) {
            Instant begun = date.toLocalDate().atTime(startHour, 0).atZone(zone).toInstant();
            if (!now.isBefore(begun) && now.isBefore(begun.plus(WINDOW))) {
                return Optional.of(begun);
            }
        }
        return Optional.empty();
    }

    /** Whether a backup taken at the instant is the week's. */
    public boolean isOfTheWeek(Instant taken) {
        return taken.atZone(zone).getDayOfWeek() == day;
    }
}
