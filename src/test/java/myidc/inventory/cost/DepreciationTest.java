package myidc.inventory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import myidc.shared.money.Money;
import org.junit.jupiter.api.Test;

class DepreciationTest {
    private static final Money COST = Money.of("100000.00", "CNY");
    private static final LocalDate BOUGHT = LocalDate.parse("2024-01-31");
    private static final Depreciation.Terms THREE_YEARS = new Depreciation.Terms(36, new BigDecimal("5"));

    @Test
    void beforeAMonthIsOverNothingIsWrittenOff() {
        assertThat(on("2024-02-28").bookValue()).isEqualTo(COST);
        assertThat(on("2023-01-01").bookValue()).isEqualTo(COST);
    }

    @Test
    void wholeMonthsAreWrittenOffInEqualSteps() {
        assertThat(on("2024-02-29").months()).isEqualTo(0);
        assertThat(on("2024-03-31").months()).isEqualTo(2);
        assertThat(on("2024-03-31").depreciated()).isEqualTo(Money.of("5277.78", "CNY"));
    }

    @Test
    void atTheEndTheResidualIsLeftToTheLastFen() {
        assertThat(on("2027-01-31").bookValue()).isEqualTo(Money.of("5000.00", "CNY"));
        assertThat(on("2040-01-01").bookValue()).isEqualTo(Money.of("5000.00", "CNY"));
    }

    @Test
    void currenciesWithoutMinorUnitsStayWhole() {
        Depreciation.Figures figures = Depreciation.on(
                Money.of("1000", "JPY"),
                BOUGHT,
                new Depreciation.Terms(3, BigDecimal.ZERO),
                LocalDate.parse("2024-03-01"));

        assertThat(figures.bookValue()).isEqualTo(Money.of("667", "JPY"));
    }

    private static Depreciation.Figures on(String day) {
        return Depreciation.on(COST, BOUGHT, THREE_YEARS, LocalDate.parse(day));
    }
}
