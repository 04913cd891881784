package myidc.platform.asof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import myidc.shared.Page;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoriesTest {
    private static final Instant ONE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TWO = Instant.parse("2026-03-02T00:00:00.000001Z");

    @Inject
    Histories histories;

    private final String kind = "trial" + UUID.randomUUID();

    @Test
    void intervalsAreClosedOpenToTheMicrosecond() {
        histories.show(kind, 1, ONE, new Shown("first", 1));
        histories.show(kind, 1, TWO, new Shown("second", 1));

        assertThat(shownAt(ONE.minusNanos(1_000))).isNull();
        assertThat(shownAt(ONE)).isEqualTo("first");
        assertThat(shownAt(TWO.minusNanos(1_000))).isEqualTo("first");
        assertThat(shownAt(TWO)).isEqualTo("second");
    }

    @Test
    void twoChangesInOneInstantShowTheLast() {
        histories.show(kind, 1, ONE, new Shown("first", 1));
        histories.show(kind, 1, ONE, new Shown("second", 1));

        assertThat(shownAt(ONE)).isEqualTo("second");
    }

    @Test
    void anEndedThingIsGoneFromThenOnAndStillThereBefore() {
        histories.show(kind, 1, ONE, new Shown("first", 1));
        histories.end(kind, 1, TWO);

        assertThat(shownAt(TWO)).isNull();
        assertThat(shownAt(ONE)).isEqualTo("first");
    }

    @Test
    void aListIsFilteredByWhatRowsShowed() {
        histories.show(kind, 1, ONE, new Shown("a", 1));
        histories.show(kind, 2, ONE, new Shown("b", 2));
        histories.show(kind, 2, TWO, new Shown("b", 1));

        var before = new Histories.Listing(kind, ONE, Map.of("place", 1), new Page.Ask(1, 10));
        var after = new Histories.Listing(kind, TWO, Map.of("place", 1), new Page.Ask(1, 10));
        assertThat(histories.asOf(before, Shown.class).data()).containsExactly(new Shown("a", 1));
        assertThat(histories.asOf(after, Shown.class).results()).isEqualTo(2);
    }

    private String shownAt(Instant at) {
        return histories.asOf(kind, 1, at, Shown.class).map(Shown::name).orElse(null);
    }

    record Shown(String name, int place) {}
}
