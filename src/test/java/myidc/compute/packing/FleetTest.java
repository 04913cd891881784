package myidc.compute.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import myidc.compute.event.Resources;
import myidc.compute.packing.Weights.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetTest {
    private static final Resources HOST = new Resources(64, 131_072, 0);
    private static final Resources SMALL = new Resources(1, 1_792, 0);
    private static final Resources WIDE = new Resources(8, 14_336, 0);
    private static final Resources TALL = new Resources(8, 57_344, 0);
    private static final List<Resources> SIZES = List.of(SMALL, WIDE, TALL, new Resources(2, 3_584, 0));
    private static final RecentDemand DEMAND = RecentDemand.of(Map.of(SMALL, 60, WIDE, 10, TALL, 3), HOST);

    @Test
    void bestFitTakesTheFullestHost() {
        assertThat(chosen(Policy.BEST_FIT, SMALL, room(0, 0), room(40, 20_000), room(10, 90_000)))
                .isEqualTo(2);
    }

    @Test
    void spreadTakesTheEmptiestHost() {
        assertThat(chosen(Policy.SPREAD, SMALL, room(30, 50_000), room(0, 4_096), room(10, 90_000)))
                .isEqualTo(1);
    }

    @Test
    void firstFitTakesTheLowestNumberThatFits() {
        assertThat(chosen(Policy.FIRST_FIT, TALL, room(60, 0), room(0, 1_000), room(50, 70_000)))
                .isEqualTo(1);
    }

    @Test
    void balancedFitShunsAHostWhoseMemoryWouldBeLeftOver() {
        assertThat(chosen(Policy.BEST_FIT, WIDE, room(48, 40_000), room(8, 16_384)))
                .isEqualTo(0);
        assertThat(chosen(Policy.BALANCED_FIT, WIDE, room(48, 40_000), room(8, 16_384)))
                .isEqualTo(1);
    }

    @Test
    void aHeavierImbalanceShunsSuchAHostSooner() {
        Room outOfProportion = room(48, 81_920);
        Room emptier = room(8, 16_384);

        assertThat(chosen(Policy.BALANCED_FIT, WIDE, outOfProportion, emptier)).isEqualTo(0);
        assertThat(chosen(new Fleet(Policy.BALANCED_FIT, imbalance("2")), WIDE, outOfProportion, emptier))
                .isEqualTo(0);
        assertThat(chosen(new Fleet(Policy.BALANCED_FIT, imbalance("20")), WIDE, outOfProportion, emptier))
                .isEqualTo(1);
    }

    @Test
    void weightsAreReadBackAsTheyWereTold() {
        Weights set = Weights.of(Policy.DEMAND_FIT, Map.of(Weight.LARGE, new BigDecimal("1.50")));

        assertThat(set.lines()).containsExactly("lost 1", "imbalance 5", "large 1.50", "days 7");
        assertThat(Weights.of(Policy.DEMAND_FIT, set.lines()).all()).isEqualTo(set.all());
        assertThat(Weights.of(Policy.SPREAD, set.lines()).lines()).isEmpty();
    }

    private static Weights imbalance(String value) {
        return Weights.of(Policy.BALANCED_FIT, Map.of(Weight.IMBALANCE, new BigDecimal(value)));
    }

    @Test
    void demandFitKeepsTheRoomThatTheNextGuestsNeed() {
        Room lastRoomForAWideOne = room(56, 114_688);
        Room ofNoUseForAWideOne = room(58, 118_784);

        assertThat(chosen(Policy.DEMAND_FIT, SMALL, lastRoomForAWideOne, ofNoUseForAWideOne))
                .isEqualTo(1);
    }

    @Test
    void demandFitWithoutAnyDemandWeighsByTheGuestItself() {
        Fleet fleet = new Fleet(Policy.DEMAND_FIT);
        fleet.put(1, Room.empty(HOST));

        assertThat(fleet.place(SMALL, RecentDemand.of(Map.of(), HOST))).hasValue(1);
    }

    @Test
    void aGuestTooLargeForEveryHostChangesNothing() {
        Fleet fleet = new Fleet(Policy.DEMAND_FIT);
        fleet.put(7, room(60, 0));

        assertThat(fleet.place(WIDE, DEMAND)).isEqualTo(OptionalLong.empty());
        assertThat(fleet.place(new Resources(4, 1_024, 0), DEMAND)).hasValue(7);
        assertThat(fleet.place(SMALL, DEMAND)).isEmpty();
    }

    @Test
    void aHostThatIsNotThereCannotBeLeft() {
        assertThatThrownBy(() -> new Fleet(Policy.SPREAD).release(3, SMALL)).hasMessage("There is no host 3");
    }

    @Test
    void sizesThatTakeNothingAreRefused() {
        assertThatThrownBy(() -> RecentDemand.of(Map.of(new Resources(0, 1, 0), 1), HOST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecentDemand.of(Map.of(SMALL, -1), HOST)).hasMessageContaining("-1");
    }

    @ParameterizedTest
    @EnumSource
    void noPolicyOverfillsAHostNorRefusesAGuestThatFits(Policy policy) {
        SplittableRandom random = new SplittableRandom(20_260_301);
        Fleet fleet = new Fleet(policy);
        Map<Long, Room> expected = new HashMap<>();
        for (long host = 1; host <= 12; host++) {
            fleet.put(host, Room.empty(HOST));
            expected.put(host, Room.empty(HOST));
        }
        List<Map.Entry<Long, Resources>> guests = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            if (!guests.isEmpty() && random.nextInt(3) == 0) {
                Map.Entry<Long, Resources> gone = guests.remove(random.nextInt(guests.size()));
                fleet.release(gone.getKey(), gone.getValue());
                expected.computeIfPresent(gone.getKey(), (host, room) -> room.with(gone.getValue()));
                continue;
            }
            Resources wanted = SIZES.get(random.nextInt(SIZES.size()));
            OptionalLong host = fleet.place(wanted, DEMAND);
            assertThat(host.isPresent())
                    .as("step %s", step)
                    .isEqualTo(expected.values().stream().anyMatch(room -> room.fits(wanted)));
            host.ifPresent(number -> {
                assertThat(expected.get(number)).matches(room -> room.fits(wanted));
                expected.computeIfPresent(number, (same, room) -> room.without(wanted));
                guests.add(Map.entry(number, wanted));
            });
        }
        assertThat(guests).isNotEmpty();
    }

    private static Room room(int vcpusTaken, long memoryMbTaken) {
        return Room.empty(HOST).without(new Resources(vcpusTaken, memoryMbTaken, 0));
    }

    private static long chosen(Policy policy, Resources wanted, Room... rooms) {
        return chosen(new Fleet(policy), wanted, rooms);
    }

    private static long chosen(Fleet fleet, Resources wanted, Room... rooms) {
        for (int host = 0; host < rooms.length; host++) {
            fleet.put(host, rooms[host]);
        }
        return fleet.place(wanted, DEMAND).orElseThrow();
    }
}
