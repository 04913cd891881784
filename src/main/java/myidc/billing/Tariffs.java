package myidc.billing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import myidc.billing.event.PriceTerms;
import myidc.billing.event.PriceTerms.BandTerms;
import myidc.billing.event.PriceTerms.TierTerms;
import myidc.billing.rating.Tariff;
import myidc.billing.rating.Tariff.Band;
import myidc.billing.rating.Tariff.Direction;
import myidc.billing.rating.Tariff.Method;
import myidc.billing.rating.Tariff.Missing;
import myidc.billing.rating.Tariff.Proration;
import myidc.billing.rating.Tariff.Selection;
import myidc.billing.rating.Tariff.Tier;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/** From terms as they are written down to the tariff that rates; what is missing, unknown or absurd is refused by name. */
public final class Tariffs {
    private static final int TIERS_MAX = 50;
    private static final int BANDS_MAX = 12;
    private static final BigDecimal FIGURE_MAX = BigDecimal.TEN.pow(12);
    private static final Pattern SELECTION = Pattern.compile("([a-z][a-z0-9-]{0,29}(:[a-z0-9][a-z0-9._-]{0,59})?)?");

    private final PriceTerms terms;
    private final Currency currency;
    private final Set<String> asked = new TreeSet<>();

    private Tariffs(PriceTerms terms, Currency currency) {
        this.terms = terms;
        this.currency = currency;
    }

    public static Tariff of(PriceTerms terms, Currency currency) {
        Tariffs reading = new Tariffs(terms, currency);
        Tariff tariff = reading.tariff();
        reading.refuseOthers();
        return tariff;
    }

    private Tariff tariff() {
        return switch (terms.model()) {
            case HOURLY -> {
                UnitPrice price = price("price");
                Money cap = money("cap");
                yield checked("terms.figures.cap", () -> new Tariff.Hourly(price, cap));
            }
            case FLAT -> new Tariff.Flat(price("price"), choice("proration", Proration.ACTUAL_DAYS));
            case RACK ->
                new Tariff.Rack(
                        price("price"),
                        figure("includedKw"),
                        price("perKw"),
                        choice("proration", Proration.ACTUAL_DAYS));
            case PER_UNIT -> new Tariff.PerUnit(price("price"), figureOr("free", BigDecimal.ZERO));
            case GRADUATED -> {
                BigDecimal free = figureOr("free", BigDecimal.ZERO);
                yield checked("terms.tiers", () -> new Tariff.Graduated(tiers(), free));
            }
            case VOLUME -> {
                BigDecimal free = figureOr("free", BigDecimal.ZERO);
                yield checked("terms.tiers", () -> new Tariff.Volume(tiers(), free));
            }
            case PACKAGE -> {
                UnitPrice price = price("price");
                BigDecimal size = figure("size");
                BigDecimal free = figureOr("free", BigDecimal.ZERO);
                yield checked("terms.figures.size", () -> new Tariff.Packages(price, size, free));
            }
            case BANDWIDTH -> bandwidth();
            case ENERGY -> energy();
            case PERCENT_OFF -> {
                Selection appliesTo = selection();
                Money cap = moneyOrNull("cap");
                BigDecimal percent = figure("percent");
                yield checked("terms.figures.percent", () -> new Tariff.PercentOff(appliesTo, percent, cap));
            }
            case SPEND -> {
                Selection appliesTo = selection();
                Money minimum = moneyOrNull("minimum");
                Money maximum = moneyOrNull("maximum");
                yield checked("terms.figures.minimum", () -> new Tariff.Spend(appliesTo, minimum, maximum));
            }
            case COMMITMENT ->
                new Tariff.Commitment(
                        selection(), money("fee"), money("covers"), flag("rollOver"), moneyOrNull("termTotal"));
        };
    }

    private Tariff bandwidth() {
        Method method = choice("method", Method.CLASSIC);
        UnitPrice price = price("price");
        UnitPrice overage = terms.figure("overage") == null ? price : price("overage");
        boolean enhanced = method == Method.ENHANCED;
        return new Tariff.Bandwidth(
                method,
                choice("direction", Direction.MAX_PER_SLOT),
                choice("missing", Missing.ZERO),
                figureOr("commit", BigDecimal.ZERO),
                price,
                overage,
                enhanced ? figureOr("floorPercent", BigDecimal.valueOf(20)) : BigDecimal.ZERO,
                enhanced ? figure("portCap") : BigDecimal.ZERO);
    }

    private Tariff energy() {
        if (terms.bands().isEmpty() || terms.bands().size() > BANDS_MAX) {
            throw refused("terms.bands", "must be 1 to " + BANDS_MAX);
        }
        Map<String, UnitPrice> prices = new LinkedHashMap<>();
        List<Band> bands = terms.bands().stream()
                .map(band -> {
                    String name = Check.text("terms.bands.name", band.name(), 30);
                    prices.merge(name, unitPrice("terms.bands.price", band.price()), Tariffs::onePriceOfABand);
                    return new Band(name, time("terms.bands.from", band), until(band));
                })
                .toList();
        BigDecimal pue = figureOr("pue", BigDecimal.ONE);
        return checked("terms.bands", () -> new Tariff.Energy(bands, prices, pue));
    }

    /** A band may come twice a day, as peaks do; at one price. */
    private static UnitPrice onePriceOfABand(UnitPrice known, UnitPrice other) {
        if (!known.equals(other)) {
            throw refused("terms.bands.price", "must be one for all stretches of a band");
        }
        return known;
    }

    private static LocalTime time(String field, BandTerms band) {
        return parse(field, band.from());
    }

    private static LocalTime until(BandTerms band) {
        return band.until().equals("24:00") ? LocalTime.MIDNIGHT : parse("terms.bands.until", band.until());
    }

    private static LocalTime parse(String field, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw refused(field, "must be a time of day such as 07:00");
        }
    }

    private List<Tier> tiers() {
        if (terms.tiers().isEmpty() || terms.tiers().size() > TIERS_MAX) {
            throw refused("terms.tiers", "must be 1 to " + TIERS_MAX);
        }
        return terms.tiers().stream().map(this::tier).toList();
    }

    private Tier tier(TierTerms tier) {
        return new Tier(
                Check.range("terms.tiers.above", tier.above(), BigDecimal.ZERO, FIGURE_MAX),
                unitPrice("terms.tiers.price", tier.price()));
    }

    private Selection selection() {
        asked.add("appliesTo");
        String text = Objects.requireNonNullElse(terms.choices().get("appliesTo"), "");
        Check.matches(
                "terms.choices.appliesTo", text, SELECTION, "must name charges, as instance or instance:g6-nanode-1");
        return new Selection(text, currency);
    }

    private UnitPrice price(String name) {
        return unitPrice("terms.figures." + name, figure(name));
    }

    private UnitPrice unitPrice(String field, @Nullable BigDecimal figure) {
        BigDecimal given = Check.present(field, figure);
        return checked(field, () -> new UnitPrice(given, currency));
    }

    private Money money(String name) {
        Money money = moneyOrNull(name);
        if (money == null) {
            throw refused("terms.figures." + name, "is required");
        }
        return money;
    }

    private @Nullable Money moneyOrNull(String name) {
        asked.add(name);
        BigDecimal figure = terms.figure(name);
        if (figure == null) {
            return null;
        }
        if (figure.signum() < 0) {
            throw refused("terms.figures." + name, "must be at least 0");
        }
        return checked("terms.figures." + name, () -> new Money(figure, currency));
    }

    private BigDecimal figure(String name) {
        asked.add(name);
        return Check.range("terms.figures." + name, terms.figure(name), BigDecimal.ZERO, FIGURE_MAX);
    }

    private BigDecimal figureOr(String name, BigDecimal otherwise) {
        asked.add(name);
        return terms.figure(name) == null ? otherwise : figure(name);
    }

    private boolean flag(String name) {
        asked.add(name);
        String text = Objects.requireNonNullElse(terms.choices().get(name), "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw refused("terms.choices." + name, "must be true or false");
        }
        return text.equals("true");
    }

    private <E extends Enum<E>> E choice(String name, E otherwise) {
        asked.add(name);
        String text = terms.choices().get(name);
        return text == null ? otherwise : Check.oneOf("terms.choices." + name, text, otherwise.getDeclaringClass());
    }

    /** A figure that the model does not know is a misunderstanding, and is not passed over. */
    private void refuseOthers() {
        Set<String> unknown = new TreeSet<>(terms.figures().keySet());
        unknown.addAll(terms.choices().keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw refused(
                    "terms",
                    "of " + terms.model().name().toLowerCase(Locale.ROOT) + " know no " + String.join(", ", unknown));
        }
    }

    private static <T> T checked(String field, Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw refused(field, ": " + e.getMessage());
        }
    }

    private static Refused refused(String field, String rule) {
        return Refused.field(
                CommonRefusal.INVALID_FIELD, field, rule.startsWith(":") ? field + rule : field + " " + rule);
    }
}
