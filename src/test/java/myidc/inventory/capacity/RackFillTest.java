package myidc.inventory.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import myidc.inventory.capacity.Fit.Model;
import myidc.inventory.capacity.RackFill.Depth;
import myidc.inventory.capacity.RackFill.Resource;
import myidc.inventory.capacity.RackFill.Room;
import myidc.inventory.capacity.RackFill.Standing;
import myidc.inventory.capacity.RackFill.Typical;
import myidc.inventory.capacity.RackFill.Units;
import org.junit.jupiter.api.Test;

class RackFillTest {
    private static final Room ROOM = new Room(7, 10, 500, 4_000);
    private static final Model SERVER = new Model(4, true, new BigDecimal("20"), 500);

    @Test
    void facesAreCountedApartAndTogether() {
        RackFill fill = fill(standing(2, 1, true, false), standing(4, 2, false, true));

        assertThat(fill.usedU()).isEqualByComparingTo("1.5");
        assertThat(fill.freeU()).isEqualByComparingTo("8.5");
        assertThat(fill.largestU(Depth.FRONT)).isEqualByComparingTo("8.5");
        assertThat(fill.largestU(Depth.REAR)).isEqualByComparingTo("7");
        assertThat(fill.largestU(Depth.WHOLE)).isEqualByComparingTo("7");
    }

    @Test
    void keptUnitsAreNotFree() {
        RackFill fill = RackFill.of(ROOM, List.of(), List.of(new Units(0, 20, true, true)));

        assertThat(fill.freeU()).isZero();
        assertThat(fill.keptU()).isEqualByComparingTo("10");
        assertThat(fill.largestU(Depth.WHOLE)).isZero();
    }

    @Test
    void theUnknownIsCountedAndAddsNothing() {
        RackFill fill = fill(new Standing(null, null, null, null));

        assertThat(fill.devices()).isEqualTo(1);
        assertThat(fill.weightUnknown()).isEqualTo(1);
        assertThat(fill.nameplateUnknown()).isEqualTo(1);
        assertThat(fill.nameplateW()).isZero();
        assertThat(fill.usedU()).isZero();
    }

    @Test
    void theResourceThatRunsOutFirstIsNamedAndStrandsUnits() {
        RackFill fill = fill(new Standing(new Units(0, 4, true, true), new BigDecimal("40"), 3_600, null));

        assertThat(fill.limiting()).isEqualTo(Resource.POWER);
        RackFill.Stranded stranded = fill.stranded(new Typical(new BigDecimal("200"), new BigDecimal("10")));
        assertThat(stranded.units()).isEqualByComparingTo("6");
        assertThat(stranded.by()).isEqualTo(Resource.POWER);
        assertThat(fill.stranded(new Typical(BigDecimal.ZERO, BigDecimal.ZERO)).units())
                .isZero();
    }

    @Test
    void aModelGoesWhereWholeUnitsAreFreeThroughTheDepth() {
        Fit.Answer answer = Fit.of(SERVER, 3, fill(standing(4, 1, false, true)));

        assertThat(answer.fits()).isEqualTo(3);
        assertThat(answer.places()).containsExactly(new BigDecimal("1"), new BigDecimal("4"), new BigDecimal("6"));
        assertThat(answer.limitedBy()).isNull();
    }

    @Test
    void powerMayLimitBeforeHeight() {
        RackFill rack = RackFill.of(new Room(1, 42, 500, 1_200), List.of(), List.of());

        Fit.Answer answer = Fit.of(SERVER, 5, rack);

        assertThat(answer.fits()).isEqualTo(2);
        assertThat(answer.limitedBy()).isEqualTo(Resource.POWER);
        assertThat(answer.reasons()).containsExactly(Fit.Reason.TAKES_SOME);
    }

    @Test
    void racksThatTakeAllComeFirstThenTheEvener() {
        RackFill some = RackFill.of(new Room(1, 42, 500, 600), List.of(), List.of());
        RackFill uneven = RackFill.of(new Room(2, 42, 2_000, 2_000), List.of(), List.of());
        RackFill even = RackFill.of(new Room(3, 20, 200, 5_000), List.of(), List.of());
        RackFill full = RackFill.of(new Room(4, 1, 500, 9_000), List.of(), List.of());

        assertThat(Fit.rank(SERVER, 2, List.of(some, uneven, even, full)))
                .extracting(Fit.Answer::rackId)
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void unknownFiguresLimitNothingAndAreSaid() {
        Fit.Answer answer = Fit.of(new Model(2, true, null, null), 10, fill());

        assertThat(answer.fits()).isEqualTo(10);
        assertThat(answer.reasons()).contains(Fit.Reason.POWER_PARTLY_UNKNOWN, Fit.Reason.WEIGHT_PARTLY_UNKNOWN);
    }

    private static RackFill fill(Standing... standing) {
        return RackFill.of(ROOM, List.of(standing), List.of());
    }

    private static Standing standing(int bottomHalf, int heightHalves, boolean front, boolean rear) {
        return new Standing(new Units(bottomHalf, heightHalves, front, rear), BigDecimal.TEN, 100, null);
    }
}
