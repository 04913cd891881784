package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MonthCloseTest {
    @Test
    void aMonthIsOverWhenItIsOverInTheLastZone() {
        assertThat(MonthClose.over(YearMonth.of(2026, 11))).isEqualTo(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(MonthClose.over(YearMonth.of(2026, 12))).isEqualTo(Instant.parse("2027-01-01T12:00:00Z"));
    }

    @Test
    void allMonthsFromTheFirstToTheLastArrivalAreClosed() {
        Instant first = Instant.parse("2026-11-21T06:00:00Z");

        assertThat(MonthClose.between(first, first)).containsExactly(YearMonth.of(2026, 11));
        assertThat(MonthClose.between(first, Instant.parse("2027-01-01T00:00:00Z")))
                .containsExactly(YearMonth.of(2026, 11), YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    }
}
