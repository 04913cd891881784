package myidc.shared.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class BillingMonthTest {
    private static final ZoneId SHANGHAI = BillingMonth.DEFAULT_ZONE;

    @Test
    void octoberInShanghaiBeginsEightHoursBeforeOctoberInGreenwich() {
        assertThat(BillingMonth.parse("2026-10", SHANGHAI).period())
                .isEqualTo(new Period(Instant.parse("2026-09-30T16:00:00Z"), Instant.parse("2026-10-31T16:00:00Z")));
    }

    @Test
    void anInstantBelongsToTheMonthOfItsZone() {
        Instant lastHourOfSeptemberInLondon = Instant.parse("2026-09-30T16:30:00Z");
        assertThat(BillingMonth.of(lastHourOfSeptemberInLondon, SHANGHAI)).hasToString("2026-10");
        assertThat(BillingMonth.of(lastHourOfSeptemberInLondon, ZoneId.of("Europe/London")))
                .hasToString("2026-09");
    }

    @Test
    void aMonthWithADaylightChangeIsAnHourLongerOrShorter() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(BillingMonth.parse("2026-10", berlin).period().length()).isEqualTo(Duration.ofHours(745));
        assertThat(BillingMonth.parse("2026-03", berlin).period().length()).isEqualTo(Duration.ofHours(743));
    }

    @Test
    void monthsFollowEachOtherWithoutGapOverTheYear() {
        BillingMonth december = BillingMonth.parse("2026-12", SHANGHAI);
        assertThat(december.next()).hasToString("2027-01");
        assertThat(december.next().period().from()).isEqualTo(december.period().until());
        assertThat(december.next().previous()).isEqualTo(december);
    }

    @Test
    void whatIsNoMonthIsRefusedWithTheForm() {
        assertThatThrownBy(() -> BillingMonth.parse("2026-13", SHANGHAI)).hasMessageContaining("YYYY-MM");
        assertThatThrownBy(() -> BillingMonth.parse("October", SHANGHAI)).hasMessageContaining("YYYY-MM");
    }

    @Test
    void aPeriodHoldsItsStartAndNotItsEnd() {
        Period october = BillingMonth.parse("2026-10", SHANGHAI).period();
        Period november = BillingMonth.parse("2026-11", SHANGHAI).period();
        assertThat(october.contains(october.from())).isTrue();
        assertThat(october.contains(october.until())).isFalse();
        assertThat(october.overlaps(november)).isFalse();
        assertThat(october.intersection(november)).isEmpty();
        assertThat(october.intersection(new Period(Instant.parse("2026-10-31T15:00:00Z"), november.until())))
                .contains(new Period(Instant.parse("2026-10-31T15:00:00Z"), october.until()));
    }

    @Test
    void anEmptyPeriodIsRefused() {
        Instant noon = Instant.parse("2026-10-01T12:00:00Z");
        assertThatThrownBy(() -> new Period(noon, noon)).hasMessageContaining("must end after it starts");
    }
}
