package myidc.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import myidc.shared.Refused;
import org.junit.jupiter.api.Test;

/** Windows are two hours of the tenant's own day, whatever its clocks do. */
class BackupCalendarTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void aWindowIsTwoHoursOfTheTenantsZone() {
        BackupCalendar calendar = BackupCalendar.of(7, "Sunday", 2, SHANGHAI);

        assertThat(calendar.windowAt(at("2026-03-03T17:59:59Z"))).isEmpty();
        assertThat(calendar.windowAt(at("2026-03-03T18:00:00Z"))).contains(at("2026-03-03T18:00:00Z"));
        assertThat(calendar.windowAt(at("2026-03-03T19:59:59Z"))).contains(at("2026-03-03T18:00:00Z"));
        assertThat(calendar.windowAt(at("2026-03-03T20:00:00Z"))).isEmpty();
    }

    @Test
    void theLastWindowOfADayEndsAtMidnight() {
        BackupCalendar calendar = BackupCalendar.of(7, "Sunday", 22, SHANGHAI);

        assertThat(calendar.windowAt(at("2026-03-03T15:59:59Z"))).contains(at("2026-03-03T14:00:00Z"));
        assertThat(calendar.windowAt(at("2026-03-03T16:00:00Z"))).isEmpty();
    }

    @Test
    void anHourThatAClockSkipsIsNoDayWithoutABackup() {
        BackupCalendar calendar = BackupCalendar.of(7, "Sunday", 2, NEW_YORK);

        assertThat(calendar.windowAt(at("2026-03-08T07:00:00Z"))).contains(at("2026-03-08T07:00:00Z"));
    }

    @Test
    void theWeeksBackupIsThatOfTheDayThere() {
        BackupCalendar calendar = BackupCalendar.of(7, "Sunday", 2, SHANGHAI);

        assertThat(calendar.isOfTheWeek(at("2026-03-07T18:30:00Z"))).isTrue();
        assertThat(calendar.isOfTheWeek(at("2026-03-08T18:30:00Z"))).isFalse();
    }

    @Test
    void whatIsLeftOpenIsSpreadOverGuests() {
        Set<Integer> hours = new HashSet<>();
        Set<DayOfWeek> days = new HashSet<>();
        for (long guest = 1; guest <= 400; guest++) {
            BackupCalendar calendar = BackupCalendar.of(guest, null, null, SHANGHAI);
            hours.add(calendar.startHour());
            days.add(calendar.day());
            assertThat(BackupCalendar.of(guest, null, null, SHANGHAI)).isEqualTo(calendar);
        }
        assertThat(hours).hasSize(12).allMatch(hour -> hour % 2 == 0 && hour >= 0 && hour <= 22);
        assertThat(days).hasSize(7);
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        assertThatThrownBy(() -> BackupCalendar.day("day", "Funday")).isInstanceOf(Refused.class);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
