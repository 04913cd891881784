package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Usage;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Presences.LateFact;
import myidc.billing.read.Presences.Presence;
import myidc.metering.read.Samples;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * What closed months were billed against what is now known of them. A closed month never changes: the difference becomes
 * a line of the next open month, which names the month and the facts it corrects. Reckoned anew it is nothing, as the
 * adjustment itself counts as billed.
 */
@Singleton
public final class Adjustments {
    private static final long DAY_S = 86_400;

    private final Presences presences;
    private final Charges charges;
    private final Measurements measurements;
    private final Samples samples;
    private final Sql sql;
    private final ReadAhead ahead;

    Adjustments(
            Presences presences,
            Charges charges,
            Measurements measurements,
            Samples samples,
            Sql sql,
            ReadAhead ahead) {
        this.presences = presences;
        this.charges = charges;
        this.measurements = measurements;
        this.samples = samples;
        this.sql = sql;
        this.ahead = ahead;
    }

    /** Finds at once for which of the tenants nothing measured arrived late. */
    public void readAhead(List<TenantId> tenants) {
        Set<TenantId> late = samples.late(tenants);
        tenants.stream()
                .filter(tenant -> !late.contains(tenant))
                .forEach(tenant -> ahead.keep(new NothingLate(tenant), Boolean.TRUE));
    }

    /** Differences that the account's next month to close has to carry; numbers and tax are not given yet. */
    public List<InvoiceLine> due(AccountRow account) {
        Set<Corrected> touched = new LinkedHashSet<>();
        Instant openFrom = account.openMonth().period().from();
        for (LateFact late : presences.lateBefore(account.tenantId(), openFrom)) {
            BillingMonth month = BillingMonth.of(late.effectiveAt(), account.zone());
            Instant learnt = late.recordedAt();
            for (;
                    month.period().from().isBefore(openFrom)
                            && !month.period().from().isAfter(learnt);
                    month = month.next()) {
                touched.add(new Corrected(late.resource(), month));
            }
        }
        touched.addAll(measuredLate(account, openFrom));
        return touched.stream()
                .sorted(Comparator.comparing(Corrected::month).thenComparing(Corrected::resource))
                .flatMap(corrected -> differences(account, corrected).stream())
                .toList();
    }

    /** Months of what is measured for which samples arrived when they may have been closed. */
    private Set<Corrected> measuredLate(AccountRow account, Instant openFrom) {
        Set<Corrected> touched = new LinkedHashSet<>();
        if (!account.openedAt().isBefore(openFrom) || ahead.find(new NothingLate(account.tenantId())) != null) {
            return touched;
        }
        Period closed = new Period(account.openedAt(), openFrom);
        samples.lateDays(measurements.points(account, closed), openFrom, (point, day) -> {
            for (Instant edge : List.of(day, day.plusSeconds(DAY_S - 1))) {
                BillingMonth month = BillingMonth.of(edge, account.zone());
                boolean known = month.period().until().isAfter(account.openedAt());
                if (known && month.period().from().isBefore(openFrom)) {
                    touched.add(new Corrected(Measurements.resource(point), month));
                }
            }
        });
        return touched;
    }

    /** What is known of a resource's month by these facts, less what earlier invoices billed for it. */
    Money recomputed(AccountRow account, InvoiceLine line, long serial) {
        BillingMonth month = new BillingMonth(line.usageMonth(), account.zone());
        Sku sku = new Sku(line.charge(), line.region());
        List<Presence> known = presences.ofResource(account.tenantId(), line.resource()).stream()
                .flatMap(presence -> presence.knownBy(line.events()).stream())
                .toList();
        Money now = sum(
                account,
                rated(account, new Corrected(line.resource(), month), known).stream()
                        .filter(rated -> rated.sku().equals(sku))
                        .map(RatedLine::amount));
        Money before = sum(
                account,
                billed(account, new Corrected(line.resource(), month), serial).stream()
                        .filter(billed -> billed.sku().equals(sku))
                        .map(Billed::amount));
        return now.minus(before);
    }

    private List<InvoiceLine> differences(AccountRow account, Corrected corrected) {
        List<Presence> known = presences.ofResource(account.tenantId(), corrected.resource());
        List<RatedLine> rated = rated(account, corrected, known);
        List<Billed> billed = billed(account, corrected, Long.MAX_VALUE);
        String name = known.isEmpty()
                ? measurements
                        .names(account, corrected.month().period())
                        .getOrDefault(corrected.resource(), corrected.resource())
                : known.getFirst().resourceName();
        Map<Sku, Money> differences = new LinkedHashMap<>();
        rated.forEach(line -> differences.merge(line.sku(), line.amount(), Money::plus));
        billed.forEach(line -> differences.merge(line.sku(), line.amount().negated(), Money::plus));
        List<InvoiceLine> lines = new ArrayList<>();
        differences.forEach((sku, difference) -> {
            if (difference.signum() != 0) {
                Optional<RatedLine> like =
                        rated.stream().filter(line -> line.sku().equals(sku)).findFirst();
                Optional<Billed> alike =
                        billed.stream().filter(line -> line.sku().equals(sku)).findFirst();
                lines.add(line(corrected, known, difference, new Like(sku, name, like, alike)));
            }
        });
        return lines;
    }

    private static InvoiceLine line(Corrected corrected, List<Presence> known, Money difference, Like like) {
        List<String> events = known.isEmpty()
                ? like.rated().map(RatedLine::events).orElse(List.of())
                : known.stream()
                        .flatMap(presence -> presence.closedEvent() == null
                                ? Stream.of(presence.openedEvent())
                                : Stream.of(presence.openedEvent(), presence.closedEvent()))
                        .distinct()
                        .toList();
        return new InvoiceLine(
                0,
                InvoiceLine.Kind.ADJUSTMENT,
                corrected.resource(),
                like.name(),
                like.sku().charge(),
                like.sku().region(),
                corrected.month().month(),
                corrected.month().period().from(),
                corrected.month().period().until(),
                0,
                0,
                like.rated()
                        .map(line -> line.price().hourly().amount())
                        .orElseGet(() -> like.billed().map(Billed::unitPrice).orElse(BigDecimal.ZERO)),
                like.rated()
                        .map(line -> line.price().monthlyCap().amount())
                        .orElseGet(() -> like.billed().map(Billed::monthlyCap).orElse(BigDecimal.ZERO)),
                false,
                like.rated()
                        .map(line -> line.price().id())
                        .orElseGet(() -> like.billed().map(Billed::priceEntry).orElse("")),
                difference.amount(),
                BigDecimal.ZERO,
                events);
    }

    private List<RatedLine> rated(AccountRow account, Corrected corrected, List<Presence> known) {
        BillingMonth month = corrected.month();
        List<Usage> usages = new ArrayList<>();
        Prices prices = charges.prices(account);
        known.forEach(presence -> presence.seenWithin(month.period()).stream()
                .flatMap(span -> Included.charged(span, prices))
                .forEach(usages::add));
        if (known.isEmpty()) {
            measurements.within(account, month.period(), prices).stream()
                    .filter(usage -> usage.resource().equals(corrected.resource()))
                    .forEach(usages::add);
        }
        return usages.isEmpty() ? List.of() : charges.rating(account).rate(usages, month);
    }

    private List<Billed> billed(AccountRow account, Corrected corrected, long beforeSerial) {
        return sql.rows(
                "select l.charge, l.region, l.unit_price, l.monthly_cap, l.price_entry, l.amount from invoice_line_view l"
                        + " join invoice_view i on i.id = l.invoice_id where l.resource = ? and l.usage_month = ?"
                        + " and i.account_id = ? and i.serial < ? order by i.serial, l.number",
                row -> new Billed(
                        new Sku(row.getString("charge"), row.getString("region")),
                        PriceBooks.decimal(row, "unit_price").stripTrailingZeros(),
                        PriceBooks.decimal(row, "monthly_cap").stripTrailingZeros(),
                        row.getString("price_entry"),
                        new Money(PriceBooks.decimal(row, "amount"), account.currency())),
                corrected.resource(),
                corrected.month().month().atDay(1),
                account.id().value(),
                beforeSerial);
    }

    private static Money sum(AccountRow account, Stream<Money> amounts) {
        return amounts.reduce(Money.zero(account.currency()), Money::plus);
    }

    private record NothingLate(TenantId tenant) implements ReadAhead.Key<Boolean> {}

    private record Corrected(String resource, BillingMonth month) {}

    private record Billed(Sku sku, BigDecimal unitPrice, BigDecimal monthlyCap, String priceEntry, Money amount) {}

    private record Like(Sku sku, String name, Optional<RatedLine> rated, Optional<Billed> billed) {}
}
