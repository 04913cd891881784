package myidc.billing.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;
import myidc.billing.IssuedInvoices;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Sku;
import myidc.billing.read.Differing.Difference;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.Period;
import org.junit.jupiter.api.Test;

/** A line that comes out otherwise says where. */
class DifferingTest {
    private static final InvoiceLine LINE = IssuedInvoices.usage(1, YearMonth.parse("2026-06"), 10, "0.36", "web");

    @Test
    void theSameLineDiffersInNothing() {
        assertThat(Differing.between(LINE, Optional.empty(), again(10, "0.036"), 1))
                .isEmpty();
    }

    @Test
    void hoursPriceAndMissingFactsAreNamedWithBothFigures() {
        assertThat(Differing.between(LINE, Optional.empty(), again(12, "0.040"), 0))
                .containsExactly(
                        new Difference("facts", "1", "0"),
                        new Difference("hours", "10", "12"),
                        new Difference("hoursOfSpan", "10", "12"),
                        new Difference("unitPrice", "0.036", "0.04"));
    }

    @Test
    void whatGivesNoChargeAnyMoreNamesItsFactsAlone() {
        assertThat(Differing.between(LINE, Optional.of(BigDecimal.ONE), null, 0))
                .containsExactly(new Difference("facts", "1", "0"));
    }

    private static RatedLine again(long hours, String hourly) {
        return new RatedLine(
                LINE.resource(),
                new Sku(LINE.charge(), LINE.region()),
                new Period(LINE.from(), LINE.until()),
                hours,
                hours,
                new PriceEntry(
                        LINE.priceEntry(),
                        new Sku(LINE.charge(), LINE.region()),
                        UnitPrice.of(hourly, "CNY"),
                        Money.of("24", "CNY"),
                        LINE.from(),
                        null),
                false,
                Money.of("0.36", "CNY"),
                LINE.events(),
                null);
    }
}
