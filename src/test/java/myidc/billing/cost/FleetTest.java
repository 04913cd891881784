package myidc.billing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.cost.CostRates.Rate;
import myidc.billing.cost.Machine.Room;
import myidc.billing.event.CostKind;
import org.junit.jupiter.api.Test;

/** Costs that anyone can reckon by hand. */
class FleetTest {
    private static final YearMonth JUNE = YearMonth.parse("2026-06");
    private static final YearMonth JANUARY = YearMonth.parse("2026-01");

    private static final CostRates RATES = new CostRates(List.of(
            new Rate(CostKind.DEVICE, "*", dec("18000"), 36, YearMonth.parse("2024-01")),
            new Rate(CostKind.DEVICE, "Dell R740", dec("36000"), 60, YearMonth.parse("2024-01")),
            new Rate(CostKind.KILOWATT_HOUR, "*", dec("0.8"), 0, YearMonth.parse("2024-01")),
            new Rate(CostKind.KILOWATT_HOUR, "*", dec("1"), 0, JUNE),
            new Rate(CostKind.RACK_UNIT, "*", dec("50"), 0, YearMonth.parse("2024-01"))));

    @Test
    void aHostCostsItsWriteOffItsPowerAndItsSpace() {
        Spent cost = host("Dell R740", JANUARY, 10, 5).cost(RATES, JUNE, 720);

        assertThat(cost.depreciation()).isEqualByComparingTo("600");
        assertThat(cost.power()).isEqualByComparingTo("360");
        assertThat(cost.space()).isEqualByComparingTo("100");
        assertThat(cost.total()).isEqualByComparingTo("1060");
    }

    @Test
    void aRateHoldsFromItsMonthOnAndTheItemsOwnGoesFirst() {
        assertThat(host("Dell R740", JANUARY, 10, 5)
                        .cost(RATES, JUNE.minusMonths(1), 744)
                        .power())
                .isEqualByComparingTo("297.6");
        assertThat(host("HP Other", JANUARY, 10, 5).cost(RATES, JUNE, 720).depreciation())
                .isEqualByComparingTo("500");
    }

    @Test
    void whatIsWrittenOffCostsItsPowerAndSpaceOnly() {
        YearMonth bought = JUNE.minusMonths(36);

        assertThat(host("HP Other", bought, 10, 5).cost(RATES, JUNE, 720).depreciation())
                .isEqualByComparingTo("0");
        assertThat(host("HP Other", bought.plusMonths(1), 10, 5)
                        .cost(RATES, JUNE, 720)
                        .depreciation())
                .isEqualByComparingTo("500");
    }

    @Test
    void vcpusAndMemoryBearHalfOfAHostEach() {
        Machine machine = host("Dell R740", JANUARY, 10, 5);

        assertThat(machine.idleShare()).isEqualByComparingTo("0.625");

        Fleet fleet = new Fleet(List.of(machine, host("Dell R740", JANUARY, 30, 0)), RATES, JUNE);
        assertThat(fleet.vcpus()).isEqualByComparingTo("40");
        assertThat(fleet.perVcpu().total()).isEqualByComparingTo("26.5");
        BigDecimal all = fleet.perVcpu()
                .total()
                .multiply(fleet.vcpus())
                .add(fleet.perGigabyte().total().multiply(fleet.gigabytes()));
        assertThat(all.subtract(fleet.total().total()).abs()).isLessThan(dec("0.000001"));
    }

    @Test
    void anEmptyFleetCostsNothingAndDividesByNothing() {
        Fleet fleet = new Fleet(List.of(), RATES, JUNE);

        assertThat(fleet.perVcpu()).isEqualTo(Spent.NOTHING);
        assertThat(fleet.total().total()).isEqualByComparingTo("0");
    }

    /** Four GiB of memory, of which one is promised. */
    private static Machine host(String model, YearMonth since, int vcpus, int used) {
        return new Machine(1, "h1", model, dec("2"), 500, since, new Room(vcpus, used), new Room(4_096, 1_024));
    }

    private static BigDecimal dec(String figure) {
        return new BigDecimal(figure);
    }
}
