package myidc.inventory.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.inventory.power.PowerChain.Consumer;
import myidc.inventory.power.PowerChain.Exposure;
import myidc.inventory.power.PowerChain.Figure;
import myidc.inventory.power.PowerChain.Node;
import myidc.inventory.power.PowerChain.Overload;
import myidc.inventory.power.PowerChain.Weakness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two panels, a feed from each, a PDU on each feed, in one rack. */
class PowerChainTest {
    private static final long PANEL_A = 1;
    private static final long FEED_A = 2;
    private static final long PDU_A = 3;
    private static final long PANEL_B = 11;
    private static final long FEED_B = 12;
    private static final long PDU_B = 13;

    private static final Consumer DUAL = new Consumer(101, List.of(PDU_A, PDU_B), 3_001, 2_000);
    private static final Consumer SINGLE = new Consumer(102, List.of(PDU_A), 1_000, null);
    private static final Consumer SAME_SIDE = new Consumer(103, List.of(PDU_A, PDU_A), null, 500);
    private static final Consumer BARE = new Consumer(104, List.of(), 400, 400);

    @Test
    void aThreePhaseBreakerCarriesTheRootOfThreeAndIsDerated() {
        Node feed = new Node(1, null, "A", null, 400, 32, 3, 80, new BigDecimal("0.95"));

        assertThat(PowerChain.capacityVa(feed)).isEqualTo(22_170);
        assertThat(PowerChain.usableW(feed)).isEqualTo(16_849);
    }

    @Test
    void aSinglePhaseBreakerCarriesVoltsTimesAmps() {
        assertThat(PowerChain.usableW(pdu(PDU_A, FEED_A, null))).isEqualTo(230 * 16 * 80 / 100);
    }

    @Test
    void cordsShareAndNothingIsLostByDividing() {
        Map<Long, PowerChain.Load> loads = chain(DUAL).loads(Set.of());

        assertThat(loads.get(PDU_A).watts(Figure.NAMEPLATE)).isEqualTo(1_501);
        assertThat(loads.get(PDU_B).watts(Figure.NAMEPLATE)).isEqualTo(1_500);
        assertThat(loads.get(PANEL_A).watts(Figure.BUDGET)).isEqualTo(1_000);
    }

    @Test
    void nameplateAndBudgetAreKeptApartAndTheUnknownIsCountedNotGuessed() {
        PowerChain.Load load = chain(SINGLE, SAME_SIDE).loads(Set.of()).get(FEED_A);

        assertThat(load.watts(Figure.NAMEPLATE)).isEqualTo(1_000);
        assertThat(load.unknown(Figure.NAMEPLATE)).isEqualTo(2);
        assertThat(load.watts(Figure.BUDGET)).isEqualTo(500);
        assertThat(load.unknown(Figure.BUDGET)).isEqualTo(1);
    }

    @Test
    void aLostFeedLoadsTheOtherAndPutsSingleCordsOut() {
        PowerChain.Outage outage = chain(DUAL, SINGLE, SAME_SIDE, BARE).outage(Set.of(FEED_A), Figure.NAMEPLATE);

        assertThat(outage.overloads()).containsExactly(new Overload(PDU_B, 3_001, 2_944));
        assertThat(outage.dark()).containsExactly(102L, 103L);
        assertThat(outage.weakened()).containsExactly(101L);
    }

    @Test
    void aLostPanelTakesAllBelowItAlong() {
        Map<Long, PowerChain.Load> loads = chain(DUAL).loads(Set.of(PANEL_A));

        assertThat(loads.get(PDU_A).watts(Figure.NAMEPLATE)).isZero();
        assertThat(loads.get(PANEL_B).watts(Figure.NAMEPLATE)).isEqualTo(3_001);
    }

    @Test
    void whatOneSideCarriesAloneIsNamed() {
        assertThat(chain(DUAL, SINGLE, SAME_SIDE, BARE).exposed())
                .containsExactly(
                        new Exposure(102, Weakness.SINGLE_CORD),
                        new Exposure(103, Weakness.SAME_SIDE),
                        new Exposure(104, Weakness.NO_CORD));
    }

    @Test
    void redundantPowerIsWhatSurvivesTheLossOfASideNeverTheSum() {
        PowerChain.Redundancy both = chain(DUAL).redundancy(List.of(PDU_A, PDU_B));

        assertThat(both.totalW()).isEqualTo(5_888);
        assertThat(both.survivingW()).isEqualTo(2_944);
        assertThat(chain(DUAL).redundancy(List.of(PDU_A)).survivingW()).isZero();
        assertThat(chain(DUAL).redundancy(List.of(PDU_A, PDU_A)).survivingW())
                .as("two of one side are one side")
                .isZero();
    }

    @Test
    void legsAreSummedByTheBankAndImbalanceIsFromTheMean() {
        Node banked = new Node(31, FEED_A, null, "L1", 230, 16, 1, 80, BigDecimal.ONE);
        Node other = new Node(32, FEED_A, null, "L2", 230, 16, 1, 80, BigDecimal.ONE);
        PowerChain chain = new PowerChain(
                List.of(feed(FEED_A, null, "A"), banked, other),
                List.of(new Consumer(1, List.of(31L), 900, null), new Consumer(2, List.of(32L), 300, null)));

        PowerChain.Load load = chain.loads(Set.of()).get(FEED_A);

        assertThat(load.legs()).containsExactly(900L, 300L, 0L);
        assertThat(load.legsAssumed()).isFalse();
        assertThat(load.imbalancePercent()).isEqualByComparingTo("125.0");
        assertThat(chain(DUAL).loads(Set.of()).get(FEED_A).legsAssumed()).isTrue();
    }

    private static PowerChain chain(Consumer... consumers) {
        return new PowerChain(
                List.of(
                        feed(PANEL_A, null, null),
                        feed(FEED_A, PANEL_A, "A"),
                        pdu(PDU_A, FEED_A, null),
                        feed(PANEL_B, null, null),
                        feed(FEED_B, PANEL_B, "B"),
                        pdu(PDU_B, FEED_B, null)),
                List.of(consumers));
    }

    private static Node feed(long id, @Nullable Long parent, @Nullable String side) {
        return new Node(id, parent, side, null, 400, 32, 3, 80, BigDecimal.ONE);
    }

    private static Node pdu(long id, long parent, @Nullable String side) {
        return new Node(id, parent, side, null, 230, 16, 1, 80, BigDecimal.ONE);
    }
}
