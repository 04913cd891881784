package myidc.billing.rating;

import static myidc.billing.rating.Terms.CNY;
import static myidc.billing.rating.Terms.OCTOBER;
import static myidc.billing.rating.Terms.always;
import static myidc.billing.rating.Terms.cny;
import static myidc.billing.rating.Terms.d;
import static myidc.billing.rating.Terms.entry;
import static myidc.billing.rating.Terms.flat;
import static myidc.billing.rating.Terms.money;
import static myidc.billing.rating.Terms.rate;
import static myidc.billing.rating.Terms.there;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.billing.rating.AccountTerms.Applied;
import myidc.billing.rating.AccountTerms.Carried;
import myidc.billing.rating.Tariff.Selection;
import myidc.shared.money.Rounding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountTermsTest {
    private static final Selection ALL = new Selection("", CNY);
    private static final Selection PORTS = new Selection("port", CNY);
    private static final String START = "2026-01-01T00:00";

    @Test
    void percentagesComeOffOneAfterTheOtherOfWhatIsLeft() {
        assertThat(applied(
                                always("discount:a", new Tariff.PercentOff(PORTS, d("10"), null)),
                                always("discount:b", new Tariff.PercentOff(ALL, d("50"), null)))
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("-10 % x 1000 = -100.00 CNY", "-50 % x 1100 = -550.00 CNY");
    }

    @Test
    void aCouponEndsAtItsCapAndWithItsDate() {
        assertThat(applied(always("coupon:spring", new Tariff.PercentOff(ALL, d("50"), money("80"))))
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("-50 % x 1200, at most 80.00 CNY = -80.00 CNY");
        assertThat(applied(entry(
                                "c",
                                "coupon:spring",
                                new Tariff.PercentOff(ALL, d("50"), null),
                                START,
                                "2026-10-01T00:00"))
                        .lines())
                .isEmpty();
    }

    @Test
    void minimumAndMaximumCountWhatDiscountsLeft() {
        assertThat(applied(
                                always("discount:a", new Tariff.PercentOff(PORTS, d("10"), null)),
                                always("spend:floor", new Tariff.Spend(PORTS, money("950"), null)))
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("-10 % x 1000 = -100.00 CNY", "950.00 CNY minimum - 900 = 50.00 CNY");
        assertThat(applied(always("spend:ceiling", new Tariff.Spend(ALL, null, money("1000"))))
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("1000.00 CNY maximum - 1200 = -200.00 CNY");
    }

    @Test
    void aCommitmentsFeeIsDueUsageDrainsItAndTheRestIsOnDemand() {
        assertThat(applied(always("commitment:ports", commitment("700", "800", false, null)))
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("700.00 CNY = 700.00 CNY", "-min(800 covered, 1000 used) = -800.00 CNY");
    }

    @Test
    void unusedRollsOverOrExpiresAsTheContractSays() {
        Applied kept = applied(always("commitment:ports", commitment("1300", "1500", true, null)));
        assertThat(kept.carried().get("pricebook-1/commitment:ports").unused()).isEqualByComparingTo("500");
        Applied lost = applied(always("commitment:ports", commitment("1300", "1500", false, null)));
        assertThat(lost.carried().get("pricebook-1/commitment:ports").unused()).isEqualByComparingTo("0");
        Applied next = applied(
                Map.of("pricebook-1/commitment:ports", new Carried(d("500"), d("1000"))),
                always("commitment:ports", commitment("300", "400", true, null)));
        assertThat(next.lines())
                .extracting(RatedLine::formula)
                .containsExactly("300.00 CNY = 300.00 CNY", "-min(900 covered, 1000 used) = -900.00 CNY");
    }

    @Test
    void theTermsEndTruesUpWhatWasPromised() {
        PriceEntry untilEndOfOctober =
                entry("p", "commitment:ports", commitment("0", "0", false, "12000"), START, "2026-11-01T00:00");
        assertThat(applied(Map.of("p", new Carried(BigDecimal.ZERO, d("9500"))), untilEndOfOctober)
                        .lines())
                .extracting(RatedLine::formula)
                .containsExactly("0.00 CNY = 0.00 CNY", "true-up: 12000.00 CNY promised - 10500 used = 1500.00 CNY");
    }

    private static Tariff.Commitment commitment(
            String fee, String covers, boolean rollOver, @Nullable String termTotal) {
        return new Tariff.Commitment(
                PORTS, money(fee), money(covers), rollOver, termTotal == null ? null : money(termTotal));
    }

    private static Applied applied(PriceEntry... terms) {
        return applied(Map.of(), terms);
    }

    private static Applied applied(Map<String, Carried> carried, PriceEntry... terms) {
        List<PriceEntry> entries = new ArrayList<>(List.of(terms));
        entries.add(always("port:10g", flat("1000")));
        entries.add(always("address", new Tariff.Flat(cny("200"), Tariff.Proration.ACTUAL_DAYS)));
        List<RatedLine> rated = rate(
                OCTOBER,
                entries,
                there("port-1", "port:10g", "1", START, "2027-01-01T00:00"),
                there("address-1", "address", "1", START, "2027-01-01T00:00"));
        return new AccountTerms(new Prices(entries), Rounding.HALF_UP).apply(rated, OCTOBER, carried);
    }
}
