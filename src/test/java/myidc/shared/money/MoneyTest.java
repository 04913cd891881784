package myidc.shared.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(Money.of("12.3", "CNY")).isEqualTo(Money.of("12.300", "CNY")).hasToString("12.30 CNY");
        assertThat(Money.of("1E+3", "JPY")).isEqualTo(Money.of("1000", "JPY")).hasToString("1000 JPY");
        assertThat(Money.ofMinor(-1234, CNY)).isEqualTo(Money.of("-12.34", "CNY"));
    }

    @Test
    void aFigureFinerThanTheMinorUnitIsRefusedNotCut() {
        assertThatThrownBy(() -> Money.of("0.005", "CNY")).hasMessageContaining("more than 2 decimals of CNY");
        assertThatThrownBy(() -> Money.of("0.5", "JPY")).hasMessageContaining("more than 0 decimals of JPY");
    }

    @Test
    void whatIsNoMoneyIsRefused() {
        assertThatThrownBy(() -> Money.of("1", "XXX")).hasMessageContaining("XXX has no minor unit");
        assertThatThrownBy(() -> Money.of("1", "RMB")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of("1E15", "CNY")).hasMessageContaining("below 10^15");
        assertThatThrownBy(() -> Money.of("1", "CNY").plus(Money.of("1", "USD")))
                .hasMessageContaining("CNY and USD");
    }

    @Test
    void roundingANegativeMirrorsItsPositive() {
        assertThat(Rounding.HALF_UP.round(new BigDecimal("0.005"), CNY)).isEqualTo(Money.of("0.01", "CNY"));
        assertThat(Rounding.HALF_UP.round(new BigDecimal("-0.005"), CNY)).isEqualTo(Money.of("-0.01", "CNY"));
        assertThat(Rounding.HALF_EVEN.round(new BigDecimal("0.005"), CNY)).isEqualTo(Money.of("0.00", "CNY"));
        long seed = 20261121L;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            BigDecimal exact = BigDecimal.valueOf(random.nextLong(1_000_000_000L), 4);
            for (Rounding rounding : Rounding.values()) {
                assertThat(rounding.round(exact.negate(), CNY))
                        .as("seed %d, %s", seed, exact)
                        .isEqualTo(rounding.round(exact, CNY).negated());
            }
        }
    }

    @Test
    void aUnitPriceKeepsTwelveDecimalsAndRefusesMore() {
        assertThat(UnitPrice.of("0.007500000001", "CNY").times(new BigDecimal(3)))
                .isEqualByComparingTo("0.022500000003");
        assertThat(UnitPrice.of("0.00750000", "CNY")).isEqualTo(UnitPrice.of("0.0075", "CNY"));
        assertThatThrownBy(() -> UnitPrice.of("0.0000000000001", "CNY")).hasMessageContaining("12 decimals");
        assertThatThrownBy(() -> UnitPrice.of("-0.01", "CNY")).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> UnitPrice.of("1000000000", "CNY")).hasMessageContaining("below 10^9");
    }

    @Test
    void aSpreadTotalGoesToThosePartsThatLostMost() {
        List<Money> thirds = Spread.over(
                Money.of("1.00", "CNY"),
                Stream.generate(() -> new BigDecimal("0.333333")).limit(3).toList());
        assertThat(thirds).containsExactly(Money.of("0.34", "CNY"), Money.of("0.33", "CNY"), Money.of("0.33", "CNY"));
    }

    @Test
    void whateverTheParts_theirSpreadAddsUpToTheRoundedTotal() {
        long seed = 424242L;
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<BigDecimal> parts = Stream.generate(
                            () -> BigDecimal.valueOf(random.nextLong(-1_000_000L, 1_000_000L), 5))
                    .limit(1 + random.nextInt(9))
                    .toList();
            Money total = Rounding.HALF_UP.round(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add), CNY);
            assertThat(Spread.over(total, parts).stream().reduce(Money.zero(CNY), Money::plus))
                    .as("seed %d, parts %s", seed, parts)
                    .isEqualTo(total);
        }
    }
}
