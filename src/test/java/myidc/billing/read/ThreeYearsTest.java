package myidc.billing.read;

import static org.assertj.core.api.Assertions.assertThat;

import myidc.billing.read.CostReports.ThreeYears;
import myidc.shared.money.Money;
import org.junit.jupiter.api.Test;

class ThreeYearsTest {
    @Test
    void whatHasNoPriceIsNotCountedAsNothing() {
        ThreeYears partly = new ThreeYears("Cloud B", null, cny("10"), null, cny("2.50"));

        assertThat(partly.total()).isEqualTo(cny("12.50"));
        assertThat(partly.incomplete()).isTrue();
    }

    @Test
    void aCloudWithoutAnyPriceHasNoTotal() {
        ThreeYears unpriced = new ThreeYears("Cloud C", null, null, null, null);

        assertThat(unpriced.total()).isNull();
        assertThat(unpriced.incomplete()).isTrue();
    }

    @Test
    void whatIsPricedAsAWholeIsComplete() {
        ThreeYears whole = new ThreeYears("", cny("1"), cny("1"), cny("0"), cny("0"));

        assertThat(whole.total()).isEqualTo(cny("2"));
        assertThat(whole.incomplete()).isFalse();
    }

    private static Money cny(String amount) {
        return Money.of(amount, "CNY");
    }
}
