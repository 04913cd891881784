package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.api.tenant.linode.LinodeTypesResource.Price;
import myidc.api.tenant.linode.LinodeTypesResource.RegionPrice;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Unpriced;
import myidc.billing.read.PriceBooks;
import myidc.compute.catalog.PlanRow;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** What a plan costs: by the published price book of the caller's currency, else by the plan's own list price. */
@Singleton
public final class ListPrices {
    private static final String VOLUME = "volume";

    private final CurrentCaller callers;
    private final Tenants tenants;
    private final PriceBooks books;
    private final Regions regions;
    private final Clock clock;

    ListPrices(CurrentCaller callers, Tenants tenants, PriceBooks books, Regions regions, Clock clock) {
        this.callers = callers;
        this.tenants = tenants;
        this.books = books;
        this.regions = regions;
        this.clock = clock;
    }

    Quote forCaller() {
        Caller caller = callers.orNull();
        TenantId tenant = caller == null ? null : caller.tenant();
        Prices prices = Optional.ofNullable(tenant)
                .flatMap(tenants::find)
                .map(known -> books.inForce(Currency.getInstance(known.currency)))
                .orElse(null);
        List<String> places = prices == null
                ? List.of()
                : regions.all().stream().map(Regions.Region::id).toList();
        return new Quote(prices, places, clock.instant());
    }

    /** What a GiB of a volume costs the caller; nothing where the book has no price for it. */
    public VolumePrices ofVolumes() {
        Quote quote = forCaller();
        return new VolumePrices(
                quote.entry(VOLUME, null)
                        .map(Quote::price)
                        .orElseGet(() -> new Price(BigDecimal.ZERO, BigDecimal.ZERO)),
                quote.byRegion(VOLUME));
    }

    /** A price everywhere, and those of regions that have one of their own. */
    public record VolumePrices(Price general, List<RegionPrice> byRegion) {}

    /** Prices at one instant. */
    record Quote(@Nullable Prices prices, List<String> places, Instant at) {
        Price of(PlanRow plan) {
            return entry(charge(plan), null)
                    .map(Quote::price)
                    .orElseGet(() -> new Price(plain(plan.hourly), plain(plan.monthly)));
        }

        /** Regions with an entry of their own. */
        List<RegionPrice> byRegion(PlanRow plan) {
            return byRegion(charge(plan));
        }

        Price ofBackups(PlanRow plan) {
            return entry(backups(plan), null).map(Quote::price).orElseGet(() -> new Price(null, null));
        }

        List<RegionPrice> backupsByRegion(PlanRow plan) {
            return byRegion(backups(plan));
        }

        private static String backups(PlanRow plan) {
            return "backups:" + plan.id;
        }

        private static String charge(PlanRow plan) {
            return "instance:" + plan.id;
        }

        private static Price price(PriceEntry entry) {
            return new Price(
                    plain(entry.hourly().amount()), plain(entry.monthlyCap().amount()));
        }

        private List<RegionPrice> byRegion(String charge) {
            Optional<PriceEntry> general = entry(charge, null);
            return places.stream()
                    .flatMap(region -> entry(charge, region)
                            .filter(entry -> !Optional.of(entry).equals(general))
                            .map(entry -> new RegionPrice(
                                    region,
                                    plain(entry.hourly().amount()),
                                    plain(entry.monthlyCap().amount())))
                            .stream())
                    .toList();
        }

        private Optional<PriceEntry> entry(String charge, @Nullable String region) {
            if (prices == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(prices.at(new Sku(charge, region), at));
            } catch (Unpriced e) {
                return Optional.empty();
            }
        }

        private static BigDecimal plain(BigDecimal amount) {
            BigDecimal stripped = amount.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }
}
