package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import myidc.billing.BillingRefusal;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.MeasuredUsage;
import myidc.billing.rating.AccountTerms;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Unpriced;
import myidc.billing.rating.Unratable;
import myidc.billing.rating.Usage;
import myidc.billing.rating.Workings;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges.Charged;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.platform.asof.Stories;
import myidc.platform.asof.Stories.Told;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PriceBookId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Opens an invoice line down to the facts that made it, and reckons it again from those facts alone. */
@Singleton
public final class Traces {
    private final Accounts accounts;
    private final Presences presences;
    private final Charges charges;
    private final Adjustments adjustments;
    private final PriceBooks books;
    private final RatedUsages usages;
    private final Stories stories;
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    Traces(
            Accounts accounts,
            Presences presences,
            Charges charges,
            Adjustments adjustments,
            PriceBooks books,
            RatedUsages usages,
            Stories stories,
            Sql sql) {
        this.accounts = accounts;
        this.presences = presences;
        this.charges = charges;
        this.adjustments = adjustments;
        this.books = books;
        this.usages = usages;
        this.stories = stories;
        this.sql = sql;
    }

    public Trace of(InvoiceRow invoice, InvoiceLine line) {
        AccountRow account = accounts.of(invoice.tenantId())
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "The account is not there"));
        Money figure = new Money(line.amount(), invoice.total().currency());
        Reckoned again = switch (line.kind()) {
            case USAGE -> usage(account, line);
            case ADJUSTMENT -> adjustment(account, line, invoice.serial());
        };
        List<TracedEvent> events = events(line.events());
        boolean same = figure.equals(again.amount());
        return new Trace(
                figure,
                again.formula(),
                inputs(account, line),
                price(line),
                events,
                again.amount(),
                same,
                same
                        ? List.of()
                        : Differing.between(
                                line,
                                usages.of(account.id(), line).map(RatedUsages.Rated::quantity),
                                again.line(),
                                events.size()));
    }

    /** Opens a line that is not invoiced yet, as it is at that instant; empty when no line has that key then. */
    public Optional<Trace> ofAccrued(AccountRow account, String key, Instant now) {
        Charged current = charges.accrued(account, now).current();
        return current.lines().stream()
                .filter(line -> keyOf(line).equals(key))
                .findFirst()
                .map(line -> ofAccrued(account, line, now));
    }

    /** Names an accrued line for as long as it grows: what it charges, from when, at which price. */
    public static String keyOf(RatedLine line) {
        String whole = String.join(
                "\n",
                line.resource(),
                line.sku().charge(),
                String.valueOf(line.sku().region()),
                String.valueOf(line.sku().contract()),
                line.period().from().toString(),
                line.price().id());
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Trace ofAccrued(AccountRow account, RatedLine line, Instant now) {
        Reckoned again = accruedAgain(account, line, now);
        return new Trace(
                line.amount(),
                line.formula(),
                inputs(line),
                line.price(),
                events(line.events()),
                again.amount(),
                line.amount().equals(again.amount()),
                List.of());
    }

    /** By the facts of the line alone; what is measured, and what lines owe together, from the readings once more. */
    private Reckoned accruedAgain(AccountRow account, RatedLine line, Instant now) {
        BillingMonth month = BillingMonth.of(line.period().from(), account.zone());
        Period asked = new Period(month.period().from(), now);
        Prices prices = charges.prices(account);
        List<Usage> spans = presences.ofResource(account.tenantId(), line.resource()).stream()
                .flatMap(presence -> presence.knownBy(line.events()).stream())
                .flatMap(presence -> presence.seenWithin(asked).stream())
                .flatMap(span -> Included.charged(span, prices))
                .toList();
        List<RatedLine> lines = spans.isEmpty()
                ? charges.accrued(account, now).current().lines()
                : charges.rating(account).rate(spans, month, asked);
        return lines.stream()
                .filter(rated -> keyOf(rated).equals(keyOf(line)))
                .findFirst()
                .map(rated -> new Reckoned(rated.formula(), rated.amount(), rated))
                .orElseGet(() -> new Reckoned("the facts of this line give no charge", null, null));
    }

    private static Map<String, String> inputs(RatedLine line) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("from", line.period().from().toString());
        inputs.put("until", line.period().until().toString());
        Workings workings = line.workings();
        if (workings == null) {
            inputs.put("hours", Long.toString(line.hours()));
            inputs.put("hoursOfSpan", Long.toString(line.hoursOfSpan()));
            inputs.put("unitPrice", line.price().hourly().amount().toPlainString());
            inputs.put("monthlyCap", line.price().monthlyCap().amount().toPlainString());
            inputs.put("capped", Boolean.toString(line.capped()));
        } else {
            inputs.put("quantity", workings.quantity().toPlainString());
            inputs.put("unit", workings.unit());
            inputs.putAll(workings.inputs());
        }
        return inputs;
    }

    private Reckoned usage(AccountRow account, InvoiceLine line) {
        BillingMonth month = new BillingMonth(line.usageMonth(), account.zone());
        try {
            return reckoned(account, line, month).stream()
                    .filter(rated -> rated.resource().equals(line.resource())
                            && rated.period().from().equals(line.from())
                            && rated.sku().charge().equals(line.charge())
                            && rated.price().id().equals(line.priceEntry()))
                    .min(Comparator.comparing(rated ->
                            rated.amount().amount().subtract(line.amount()).abs()))
                    .map(rated -> new Reckoned(rated.formula(), rated.amount(), rated))
                    .orElseGet(() -> new Reckoned("the facts of this line give no charge", null, null));
        } catch (Unpriced | Unratable e) {
            return new Reckoned(String.valueOf(e.getMessage()), null, null);
        }
    }

    /** By the facts of the line alone; what lines owe together is reckoned from all of the month. */
    private List<RatedLine> reckoned(AccountRow account, InvoiceLine line, BillingMonth month) {
        if (line.resource().equals(AccountTerms.RESOURCE)) {
            return charges.of(account, month).lines();
        }
        Optional<MeasuredUsage> measured =
                usages.measured(account.id(), line.usageMonth(), line.resource(), line.charge());
        if (measured.isPresent()) {
            return charges.rating(account).rate(List.of(Measurements.kept(measured.get(), account.zone())), month);
        }
        Prices prices = charges.prices(account);
        List<Usage> spans = presences.ofResource(account.tenantId(), line.resource()).stream()
                .flatMap(presence -> presence.knownBy(line.events()).stream())
                .flatMap(presence -> presence.seenWithin(month.period()).stream())
                .flatMap(span -> Included.charged(span, prices))
                .toList();
        return charges.rating(account).rate(spans, month);
    }

    private Reckoned adjustment(AccountRow account, InvoiceLine line, long serial) {
        Money difference = adjustments.recomputed(account, line, serial);
        return new Reckoned(
                line.usageMonth() + " as known now less what was billed for it before = " + difference,
                difference,
                null);
    }

    private Map<String, String> inputs(AccountRow account, InvoiceLine line) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("from", line.from().toString());
        inputs.put("until", line.until().toString());
        Optional<RatedUsages.Rated> rated = usages.of(account.id(), line);
        if (rated.isPresent()) {
            inputs.put("quantity", rated.get().quantity().stripTrailingZeros().toPlainString());
            inputs.put("unit", rated.get().unit());
            inputs.putAll(rated.get().inputs());
            inputs.put("usageMonth", line.usageMonth().toString());
            return inputs;
        }
        inputs.put("hours", Long.toString(line.hours()));
        inputs.put("hoursOfSpan", Long.toString(line.hoursOfSpan()));
        inputs.put("unitPrice", line.unitPrice().toPlainString());
        inputs.put("monthlyCap", line.monthlyCap().toPlainString());
        inputs.put("capped", Boolean.toString(line.capped()));
        inputs.put("usageMonth", line.usageMonth().toString());
        return inputs;
    }

    private @Nullable PriceEntry price(InvoiceLine line) {
        String[] named = line.priceEntry().split("[-/]", 3);
        return named.length != 3
                ? null
                : books.entry(new PriceBookId(Long.parseLong(named[1])), Integer.parseInt(named[2]))
                        .orElse(null);
    }

    private List<TracedEvent> events(List<String> ids) {
        Map<Long, String> idByIndex = new TreeMap<>();
        sql.rows("""
                        select e.global_index, wanted.id from domain_event e
                        join (select id, regexp_replace(split_part(id, '#', 1), '^disk-', 'instance-') as aggregate,
                                split_part(id, '#', 2)::bigint as sequence
                              from jsonb_array_elements_text(?::jsonb) as id) wanted
                          on e.aggregate_id = wanted.aggregate and e.sequence_number = wanted.sequence""", row -> Map.entry(row.getLong(1), row.getString(2)), write(ids))
                .forEach(found -> idByIndex.put(found.getKey(), found.getValue()));
        return stories.at(idByIndex.keySet()).stream()
                .map(told -> new TracedEvent(idByIndex.getOrDefault(told.index(), told.aggregateId()), told))
                .toList();
    }

    private String write(List<String> ids) {
        try {
            return json.writeValueAsString(ids);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Event ids cannot be written as JSON", e);
        }
    }

    private record Reckoned(
            String formula,
            @Nullable Money amount,
            @Nullable RatedLine line) {}

    /**
     * A line, opened.
     *
     * @param figure the amount as invoiced
     * @param recomputed the amount as reckoned anew; null when the facts give none
     * @param differs what comes out otherwise; empty while the amount is the same
     */
    public record Trace(
            Money figure,
            String formula,
            Map<String, String> inputs,
            @Nullable PriceEntry priceEntry,
            List<TracedEvent> events,
            @Nullable Money recomputed,
            boolean same,
            List<Differing.Difference> differs) {}

    /**
     * A fact behind a line.
     *
     * @param id aggregate and sequence number, as in {@code instance-42#3}
     */
    public record TracedEvent(String id, Told told) {}
}
