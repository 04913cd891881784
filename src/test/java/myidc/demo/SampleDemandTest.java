package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleDemandTest {
    private final Demand sample = SampleDemand.of(10_000, 9);

    @Test
    void itHasTheArrivalsAskedForWithinTheDaysAskedFor() {
        assertThat(sample.arrivals()).hasSize(10_000);
        assertThat(sample.arrivals().getFirst().atS()).isZero();
        assertThat(sample.arrivals().getLast().atS()).isBetween(8L * 86_400, 9L * 86_400);
    }

    @Test
    void itIsTheSameEveryTime() {
        assertThat(SampleDemand.of(10_000, 9)).isEqualTo(sample);
    }

    @Test
    void itHasSixteenSizesAndAllTenants() {
        assertThat(sample.sizes()).hasSize(16);
        assertThat(sample.arrivals().stream().map(Arrival::tenant).collect(Collectors.toSet()))
                .hasSize(Demand.TENANTS);
    }

    @Test
    void arrivalsComeInBurstsOfOneTenant() {
        List<Arrival> arrivals = sample.arrivals();
        int sameAsBefore = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            Arrival before = arrivals.get(i - 1);
            Arrival one = arrivals.get(i);
            sameAsBefore += one.atS() == before.atS() && one.tenant() == before.tenant() ? 1 : 0;
        }
        assertThat(sameAsBefore).isGreaterThan(6_000);
    }

    @Test
    void lifetimesGoFromMinutesToWeeks() {
        List<Long> lifetimes =
                sample.arrivals().stream().map(Arrival::livesS).sorted().toList();
        assertThat(lifetimes.getFirst()).isEqualTo(300);
        assertThat(lifetimes.get(lifetimes.size() / 2)).isLessThan(2 * 3_600L);
        assertThat(lifetimes.getLast()).isGreaterThan(14L * 86_400);
    }

    @Test
    void aSmallSampleHasExactlyItsNumber() {
        assertThat(SampleDemand.of(1, 1).arrivals()).hasSize(1);
        assertThat(SampleDemand.of(7, 1).arrivals()).hasSize(7);
    }
}
