package myidc.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import myidc.compute.port.HostProbe.Counts;
import myidc.driver.simulated.SimulatedCounts.Running;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.Test;

/** What is invented of simulated guests. */
class SimulatedCountsTest {
    private static final Instant STARTED = Instant.parse("2026-05-04T10:00:00Z");
    private static final double NANOS = 1e9;

    @Test
    void isTheSameForAGuestAtAnInstantAndAnotherForOthers() {
        Instant later = STARTED.plusSeconds(3_600);

        assertThat(counts(7, later)).isEqualTo(counts(7, later));
        assertThat(LongStream.range(0, 200)
                        .map(guest -> counts(guest, later).cpuNanos())
                        .distinct())
                .hasSize(200);
    }

    @Test
    void onlyGrowsGoesUpAndDownAndStaysBelowWhatTenantsAreToldOf() {
        Duration slot = Duration.ofMinutes(5);
        for (long guest = 1; guest <= 50; guest++) {
            Counts before = counts(guest, STARTED);
            assertThat(before.cpuNanos()).isZero();
            double least = 1;
            double most = 0;
            for (Instant at = STARTED.plus(slot); at.isBefore(STARTED.plus(Duration.ofDays(2))); at = at.plus(slot)) {
                Counts now = counts(guest, at);
                double load = (now.cpuNanos() - before.cpuNanos()) / (2 * NANOS * slot.toSeconds());
                least = Math.min(least, load);
                most = Math.max(most, load);
                assertThat(load).isBetween(0.0, 0.6);
                assertThat(mbps(now, before, slot)).isBetween(0.0, 2.0);
                before = now;
            }
            assertThat(most).as("guest %d swings", guest).isGreaterThan(1.5 * least);
        }
    }

    private static double mbps(Counts now, Counts before, Duration slot) {
        return (now.interfaces().getFirst().out()
                        - before.interfaces().getFirst().out())
                * 8e-6
                / slot.toSeconds();
    }

    private static Counts counts(long guest, Instant at) {
        return SimulatedCounts.counts(new Running(new HostId(1), new InstanceId(guest), 2, 2_048, 2, STARTED), at);
    }
}
