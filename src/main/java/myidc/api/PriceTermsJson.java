package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.event.PriceTerms;
import myidc.billing.event.PriceTerms.BandTerms;
import myidc.billing.event.PriceTerms.Model;
import myidc.billing.event.PriceTerms.TierTerms;
import myidc.billing.rating.Tariff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** How a price reckons, in our own contracts: figures are decimals as text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceTermsJson(
        @Nullable String model,
        @Nullable Map<String, String> figures,
        @Nullable Map<String, String> choices,
        @Nullable List<TierJson> tiers,
        @Nullable List<BandJson> bands) {
    private static final int ENTRIES_MAX = 50;

    /** What was asked for, as terms; the tariff's own rules are checked where the price is decided. */
    public PriceTerms terms() {
        Map<String, BigDecimal> read = new LinkedHashMap<>();
        limited("terms.figures", figures == null ? 0 : figures.size());
        if (figures != null) {
            figures.forEach((name, figure) -> read.put(name, decimal("terms.figures." + name, figure)));
        }
        limited("terms.choices", choices == null ? 0 : choices.size());
        limited("terms.tiers", tiers == null ? 0 : tiers.size());
        limited("terms.bands", bands == null ? 0 : bands.size());
        Map<String, String> chosen = new LinkedHashMap<>();
        if (choices != null) {
            choices.forEach((name, choice) -> chosen.put(name, Check.text("terms.choices." + name, choice, 100)));
        }
        return new PriceTerms(
                Check.oneOf("terms.model", model, Model.class),
                read,
                chosen,
                tiers == null ? List.of() : tiers.stream().map(TierJson::terms).toList(),
                bands == null ? List.of() : bands.stream().map(BandJson::terms).toList());
    }

    /** The terms that would make the tariff. */
    static PriceTermsJson of(Tariff tariff) {
        Shown shown = new Shown();
        Model model = shown.show(tariff);
        return new PriceTermsJson(
                model.name(),
                shown.figures,
                shown.choices.isEmpty() ? null : shown.choices,
                shown.tiers.isEmpty() ? null : shown.tiers,
                shown.bands.isEmpty() ? null : shown.bands);
    }

    /** Reads a plain decimal, or says which field is none. */
    public static BigDecimal decimal(String field, @Nullable String text) {
        String figure = Check.text(field, text, 30);
        if (!figure.matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be a plain decimal such as 0.036");
        }
        return new BigDecimal(figure);
    }

    private static void limited(String field, int size) {
        if (size > ENTRIES_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be at most " + ENTRIES_MAX);
        }
    }

    /** A price from so many units on. */
    public record TierJson(@Nullable String above, @Nullable String price) {
        TierTerms terms() {
            return new TierTerms(decimal("terms.tiers.above", above), decimal("terms.tiers.price", price));
        }
    }

    /** A price of a stretch of every local day. */
    public record BandJson(
            @Nullable String name,
            @Nullable String from,
            @Nullable String until,
            @Nullable String price) {
        BandTerms terms() {
            return new BandTerms(
                    Check.text("terms.bands.name", name, 30),
                    Check.text("terms.bands.from", from, 8),
                    Check.text("terms.bands.until", until, 8),
                    decimal("terms.bands.price", price));
        }
    }

    private static final class Shown {
        private final Map<String, String> figures = new LinkedHashMap<>();
        private final Map<String, String> choices = new LinkedHashMap<>();
        private final List<TierJson> tiers = new ArrayList<>();
        private final List<BandJson> bands = new ArrayList<>();

        Model show(Tariff tariff) {
            return switch (tariff) {
                case Tariff.Hourly t -> {
                    figure("price", t.hourly().amount());
                    money("cap", t.monthlyCap());
                    yield Model.HOURLY;
                }
                case Tariff.Flat t -> {
                    figure("price", t.monthly().amount());
                    choices.put("proration", t.proration().name());
                    yield Model.FLAT;
                }
                case Tariff.Rack t -> {
                    figure("price", t.monthly().amount());
                    figure("includedKw", t.includedKw());
                    figure("perKw", t.perKw().amount());
                    choices.put("proration", t.proration().name());
                    yield Model.RACK;
                }
                case Tariff.PerUnit t -> {
                    figure("price", t.price().amount());
                    figure("free", t.free());
                    yield Model.PER_UNIT;
                }
                case Tariff.Graduated t -> tiers(t.tiers(), t.free(), Model.GRADUATED);
                case Tariff.Volume t -> tiers(t.tiers(), t.free(), Model.VOLUME);
                case Tariff.Packages t -> {
                    figure("price", t.perPackage().amount());
                    figure("size", t.size());
                    figure("free", t.free());
                    yield Model.PACKAGE;
                }
                case Tariff.Bandwidth t -> bandwidth(t);
                case Tariff.Energy t -> energy(t);
                case Tariff.PercentOff t -> {
                    figure("percent", t.percent());
                    money("cap", t.cap());
                    choices.put("appliesTo", t.appliesTo().charge());
                    yield Model.PERCENT_OFF;
                }
                case Tariff.Spend t -> {
                    money("minimum", t.minimum());
                    money("maximum", t.maximum());
                    choices.put("appliesTo", t.appliesTo().charge());
                    yield Model.SPEND;
                }
                case Tariff.Commitment t -> {
                    money("fee", t.fee());
                    money("covers", t.covers());
                    money("termTotal", t.termTotal());
                    choices.put("appliesTo", t.appliesTo().charge());
                    choices.put("rollOver", Boolean.toString(t.rollOver()));
                    yield Model.COMMITMENT;
                }
            };
        }

        private Model bandwidth(Tariff.Bandwidth t) {
            figure("commit", t.commit());
            figure("price", t.price().amount());
            figure("overage", t.overage().amount());
            choices.put("method", t.method().name());
            choices.put("direction", t.direction().name());
            choices.put("missing", t.missing().name());
            if (t.method() == Tariff.Method.ENHANCED) {
                figure("floorPercent", t.floorPercent());
                figure("portCap", t.portCap());
            }
            return Model.BANDWIDTH;
        }

        private Model energy(Tariff.Energy t) {
            figure("pue", t.pue());
            t.bands()
                    .forEach(band -> bands.add(new BandJson(
                            band.name(),
                            band.from().toString(),
                            band.until().toString(),
                            t.price(band.name()).amount().toPlainString())));
            return Model.ENERGY;
        }

        private Model tiers(List<Tariff.Tier> shown, BigDecimal free, Model model) {
            figure("free", free);
            shown.forEach(tier -> tiers.add(new TierJson(
                    tier.above().toPlainString(), tier.price().amount().toPlainString())));
            return model;
        }

        private void figure(String name, BigDecimal figure) {
            figures.put(name, figure.toPlainString());
        }

        private void money(String name, @Nullable Money money) {
            if (money != null) {
                figures.put(name, money.amount().toPlainString());
            }
        }
    }
}
