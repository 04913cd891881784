package myidc.compute.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.packing.Rebalancing.Advice;
import myidc.compute.packing.Rebalancing.Guest;
import myidc.compute.packing.Rebalancing.Host;
import myidc.compute.packing.Rebalancing.Move;
import myidc.compute.packing.Rebalancing.Rules;
import myidc.compute.packing.Rebalancing.Stop;
import org.junit.jupiter.api.Test;

class RebalancingTest {
    private static final Resources SIZE = new Resources(16, 65_536, 1_000_000);
    private static final Rules RULES = new Rules(5, 10, 10);
    private static final double EXACT = 1e-9;

    @Test
    void guestsLeaveTheFullHostUntilAllCarryAlike() {
        List<Guest> guests = guests(1, 4, 2);

        Advice advice = Rebalancing.of(List.of(host(1, guests), host(2, List.of())), guests, RULES);

        assertThat(advice.imbalance()).isEqualTo(25, within(EXACT));
        assertThat(advice.stop()).isEqualTo(Stop.BALANCED);
        assertThat(advice.moves()).extracting(Move::guest).containsExactly(1L, 2L);
        assertThat(advice.imbalanceAfter()).isZero();
        assertThat(advice.hosts()).extracting(host -> host.after()).containsExactly(25.0, 25.0);
    }

    @Test
    void whatIsBalancedWellEnoughIsLeftAlone() {
        List<Guest> guests = guests(1, 1, 1);

        Advice advice = Rebalancing.of(List.of(host(1, guests), host(2, List.of())), guests, RULES);

        assertThat(advice.imbalance()).isEqualTo(3.125, within(EXACT));
        assertThat(advice.stop()).isEqualTo(Stop.BALANCED);
        assertThat(advice.moves()).isEmpty();
    }

    @Test
    void aMoveThatCopiesMoreThanItGainsIsNotAdvised() {
        Guest heavy = new Guest(1, 1, taken(4), 4, 8_192, 102_400, null, true, RebalancingTest::anywhere);
        List<Guest> guests = List.of(heavy, guest(2, 1, 4));
        List<Host> hosts = List.of(host(1, guests), host(2, List.of()));

        assertThat(Rebalancing.of(hosts, guests, new Rules(5, 26, 10)).moves())
                .extracting(Move::guest)
                .containsExactly(2L);
        assertThat(Rebalancing.of(hosts, List.of(heavy, fixed(2)), new Rules(5, 26, 10)))
                .satisfies(advice -> assertThat(advice.moves()).isEmpty())
                .extracting(Advice::stop)
                .isEqualTo(Stop.NOTHING_WORTH_IT);
        assertThat(Rebalancing.of(hosts, List.of(heavy, fixed(2)), new Rules(5, 24, 10))
                        .moves())
                .extracting(Move::gain, Move::cost)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(25.0, 24.0));
    }

    @Test
    void noHostIsPromisedMoreThanItHas() {
        List<Guest> guests = guests(1, 4, 2);
        Host full = new Host(2, new Room(SIZE, new Resources(1, 65_536, 1_000_000)), 16, 65_536);

        Advice advice = Rebalancing.of(List.of(host(1, guests), full), guests, RULES);

        assertThat(advice.moves()).isEmpty();
        assertThat(advice.stop()).isEqualTo(Stop.NOTHING_WORTH_IT);
    }

    @Test
    void guestsKeptApartStayApart() {
        Guest one = new Guest(1, 1, taken(8), 8, 8_192, 0, 7L, true, RebalancingTest::anywhere);
        Guest other = new Guest(2, 2, taken(1), 1, 8_192, 0, 7L, true, RebalancingTest::anywhere);
        List<Guest> guests = List.of(one, other);
        List<Host> two = List.of(host(1, List.of(one)), host(2, List.of(other)));

        assertThat(Rebalancing.of(two, List.of(one, fixed(3), other), new Rules(1, 0, 10))
                        .moves())
                .extracting(Move::guest)
                .doesNotContain(1L);
        assertThat(Rebalancing.of(two, guests, new Rules(1, 0, 10)).stop()).isEqualTo(Stop.NOTHING_WORTH_IT);
    }

    @Test
    void measuredLoadIsWhatCountsNotWhatWasPromised() {
        Guest busy = new Guest(1, 1, taken(2), 6, 2_048, 0, null, true, RebalancingTest::anywhere);
        Guest busyToo = new Guest(2, 1, taken(2), 6, 2_048, 0, null, true, RebalancingTest::anywhere);
        Guest idle = new Guest(3, 2, taken(12), 0.1, 1_024, 0, null, true, RebalancingTest::anywhere);
        List<Guest> guests = List.of(busy, busyToo, idle);

        Advice advice = Rebalancing.of(
                List.of(host(1, List.of(busy, busyToo)), host(2, List.of(idle))), guests, new Rules(5, 0, 10));

        assertThat(advice.moves()).singleElement().satisfies(move -> {
            assertThat(move.from().host()).isEqualTo(1);
            assertThat(move.to().host()).isEqualTo(2);
        });
    }

    @Test
    void movesAreCountedAndNoGuestMovesTwice() {
        List<Guest> guests = guests(1, 14, 1);

        Advice advice = Rebalancing.of(List.of(host(1, guests), host(2, List.of())), guests, new Rules(1, 0, 3));

        assertThat(advice.stop()).isEqualTo(Stop.MOVES_SPENT);
        assertThat(advice.moves()).hasSize(3);
        assertThat(advice.moves()).extracting(Move::guest).doesNotHaveDuplicates();
    }

    @Test
    void withoutHostsThereIsNothingToSay() {
        assertThat(Rebalancing.of(List.of(), List.of(), RULES))
                .isEqualTo(new Advice(0, 0, Stop.BALANCED, List.of(), List.of()));
    }

    private static List<Guest> guests(long host, int count, int vcpus) {
        List<Guest> guests = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            guests.add(guest(number, host, vcpus));
        }
        return guests;
    }

    @Test
    void noGuestGoesToAHostThatDoesNotTakeItsTenants() {
        List<Guest> guests = List.of(
                new Guest(1, 1, taken(8), 8, 8_192, 0, null, true, host -> host == 1),
                new Guest(2, 1, taken(4), 4, 4_096, 0, null, true, host -> host != 2));
        List<Host> hosts = List.of(host(1, guests), host(2, List.of()), host(3, List.of()));

        assertThat(Rebalancing.of(hosts, guests, new Rules(1, 0, 10)).moves())
                .extracting(move -> move.guest() + " to " + move.to().host())
                .containsExactly("2 to 3");
    }

    private static Guest guest(long id, long host, int vcpus) {
        return new Guest(
                id, host, taken(vcpus), vcpus, vcpus * 1_024, vcpus * 1_024L, null, true, RebalancingTest::anywhere);
    }

    private static boolean anywhere(long host) {
        return host > 0;
    }

    private static Guest fixed(long id) {
        return new Guest(id, 1, taken(4), 4, 4_096, 0, null, false, RebalancingTest::anywhere);
    }

    private static Resources taken(int vcpus) {
        return new Resources(vcpus, vcpus * 1_024L, 0);
    }

    private static Host host(long id, List<Guest> carried) {
        Resources free = SIZE;
        for (Guest guest : carried) {
            free = free.minus(guest.taken());
        }
        return new Host(id, new Room(SIZE, free), SIZE.vcpus(), SIZE.memoryMb());
    }
}
