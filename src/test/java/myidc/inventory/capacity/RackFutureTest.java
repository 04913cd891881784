package myidc.inventory.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import myidc.inventory.capacity.RackFill.Room;
import myidc.inventory.capacity.RackFuture.Change;
import myidc.inventory.capacity.RackFuture.Figures;
import myidc.inventory.capacity.RackFuture.Kind;
import myidc.inventory.capacity.RackFuture.Left;
import org.junit.jupiter.api.Test;

class RackFutureTest {
    private static final RackFill EMPTY = RackFill.of(new Room(1, 42, 1_000, 10_000), List.of(), List.of());
    private static final Figures SERVER = new Figures(BigDecimal.TWO, new BigDecimal("20.5"), 800);

    @Test
    void whatComesTakesAndWhatGoesGivesBack() {
        RackFuture future = RackFuture.of(
                EMPTY,
                List.of(
                        Change.in(Kind.PLAN_ADDS, "new", "layout-7", SERVER),
                        Change.in(Kind.PLAN_ADDS, "newer", "layout-7", SERVER),
                        Change.out(Kind.DRAINS, "old", null, SERVER)));

        assertThat(future.now()).isEqualTo(new Left(new BigDecimal("42"), new BigDecimal("1000"), 10_000));
        assertThat(future.after()).isEqualTo(new Left(new BigDecimal("40"), new BigDecimal("979.5"), 9_200));
        assertThat(future.holds()).isTrue();
        assertThat(future.unknown()).isZero();
    }

    @Test
    void whatIsOrderedTakesNoUnitsASecondTime() {
        Figures kept = new Figures(BigDecimal.ZERO, new BigDecimal("20.5"), 800);

        RackFuture future = RackFuture.of(EMPTY, List.of(Change.in(Kind.ORDERED, "next", "layout-7", kept)));

        assertThat(future.after().units()).isEqualByComparingTo("42");
        assertThat(future.after().watts()).isEqualTo(9_200);
    }

    @Test
    void unknownFiguresChangeNothingAndAreCounted() {
        Figures unknown = new Figures(BigDecimal.ONE, null, null);

        RackFuture future = RackFuture.of(EMPTY, List.of(Change.in(Kind.PLAN_ADDS, "mystery", "layout-7", unknown)));

        assertThat(future.after()).isEqualTo(new Left(new BigDecimal("41"), new BigDecimal("1000"), 10_000));
        assertThat(future.unknown()).isEqualTo(1);
    }

    @Test
    void moreThanThereIsIsSaidToBeMissing() {
        Figures large = new Figures(BigDecimal.TEN, BigDecimal.TEN, 12_000);

        RackFuture future = RackFuture.of(EMPTY, List.of(Change.in(Kind.PLAN_ADDS, "large", "layout-7", large)));

        assertThat(future.after().watts()).isEqualTo(-2_000);
        assertThat(future.holds()).isFalse();
    }
}
