package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.billing.PriceBookCommand.AddEntry;
import myidc.billing.PriceBookCommand.AddTariff;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.EndEntry;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.PriceBookCommand.Scope;
import myidc.billing.event.PriceBookEvent.EntryAdded;
import myidc.billing.event.PriceBookEvent.EntryEnded;
import myidc.billing.event.PriceBookEvent.PriceBookDrafted;
import myidc.billing.event.PriceBookEvent.PriceBookPublished;
import myidc.billing.event.PriceBookEvent.TariffAdded;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A price book: dated prices in one currency. Entries for the same charge and region never overlap, within a book and
 * among all published books of a currency. In a published book nothing may be said about the past: an entry starts now or
 * later, and its end may move only to now or later.
 */
final class PriceBook {
    static final int ENTRIES_MAX = 5_000;

    private static final Pattern CHARGE = Pattern.compile("[a-z][a-z0-9-]{0,29}(:[a-z0-9][a-z0-9._-]{0,59})?");
    private static final Pattern CONTRACT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z0-9-]{2,20}");

    @AggregateIdentifier
    private @Nullable PriceBookId id;

    private String currency = "";
    private boolean published;
    private final List<Entry> entries = new ArrayList<>();

    PriceBook() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(DraftPriceBook command) {
        String name = Check.text("name", command.name(), 80);
        apply(new PriceBookDrafted(command.priceBookId(), name, Currencies.check("currency", command.currency())));
    }

    @CommandHandler
    void decide(AddEntry command, Clock clock, PricesInForce inForce) {
        checkFigures(command);
        Entry entry = new Entry(
                entries.size() + 1,
                command.charge(),
                new Scope(command.region(), null, null),
                command.from(),
                command.until());
        admit(entry, clock, inForce);
        apply(new EntryAdded(
                command.priceBookId(),
                entry.number(),
                command.charge(),
                command.region(),
                command.hourly(),
                command.monthlyCap(),
                command.from(),
                command.until()));
    }

    @CommandHandler
    void decide(AddTariff command, Clock clock, PricesInForce inForce) {
        Scope scope = command.scope();
        if (scope.contract() != null) {
            Check.matches(
                    "contract", scope.contract(), CONTRACT, "must be at most 40 letters, digits, '-', '_', '.' or '/'");
        }
        Tariffs.of(command.terms(), Currency.getInstance(currency));
        Entry entry = new Entry(entries.size() + 1, command.charge(), scope, command.from(), command.until());
        admit(entry, clock, inForce);
        apply(new TariffAdded(
                command.priceBookId(),
                entry.number(),
                command.charge(),
                scope.region(),
                scope.tenantId(),
                scope.contract(),
                command.terms(),
                command.from(),
                command.until()));
    }

    /** What every new entry has to keep to; takes its place among the prices in force when the book is published. */
    private void admit(Entry entry, Clock clock, PricesInForce inForce) {
        Check.matches("charge", entry.charge(), CHARGE, "must look like instance:g6-nanode-1");
        if (entry.region() != null) {
            Check.matches("region", entry.region(), REGION, "must look like cn-sha: country, hyphen, place");
        }
        if (entry.until() != null && !entry.from().isBefore(entry.until())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "until", "until must be after from");
        }
        if (published && entry.from().isBefore(clock.instant())) {
            throw Refused.field(
                    BillingRefusal.ENTRY_IN_THE_PAST,
                    "from",
                    "from must not be before the present, " + clock.instant() + ": the book is published");
        }
        if (entries.size() == ENTRIES_MAX) {
            throw Refused.because(BillingRefusal.ENTRIES_EXHAUSTED, "A book holds at most " + ENTRIES_MAX + " entries");
        }
        refuseOverlap(entry, "from");
        if (published) {
            inForce.take(held(entry), "from");
        }
    }

    @CommandHandler
    void decide(PublishPriceBook command, PricesInForce inForce) {
        if (published) {
            throw Refused.because(BillingRefusal.PRICE_BOOK_PUBLISHED, "The book is published already");
        }
        if (entries.isEmpty()) {
            throw Refused.because(BillingRefusal.PRICE_BOOK_EMPTY, "A book without an entry prices nothing");
        }
        entries.forEach(entry -> inForce.take(held(entry), "entries"));
        apply(new PriceBookPublished(command.priceBookId()));
    }

    @CommandHandler
    void decide(EndEntry command, Clock clock, PricesInForce inForce) {
        Entry entry = entries.stream()
                .filter(known -> known.number() == command.number())
                .findFirst()
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.ENTRY_NOT_FOUND, "The book has no entry " + command.number()));
        if (!entry.from().isBefore(command.until())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "until", "until must be after the entry's start, " + entry.from());
        }
        boolean endedBefore = entry.until() != null && !entry.until().isAfter(clock.instant());
        if (published && (endedBefore || command.until().isBefore(clock.instant()))) {
            throw Refused.field(
                    BillingRefusal.ENTRY_IN_THE_PAST,
                    "until",
                    "until must not be before the present, " + clock.instant() + ", and an ended entry stays ended");
        }
        refuseOverlap(entry.endingAt(command.until()), "until");
        if (published) {
            inForce.take(held(entry.endingAt(command.until())), "until");
        }
        apply(new EntryEnded(command.priceBookId(), command.number(), command.until()));
    }

    @EventSourcingHandler
    void evolve(PriceBookDrafted fact) {
        id = fact.priceBookId();
        currency = fact.currency();
    }

    @EventSourcingHandler
    void evolve(EntryAdded fact) {
        entries.add(new Entry(
                fact.number(), fact.charge(), new Scope(fact.region(), null, null), fact.from(), fact.until()));
    }

    @EventSourcingHandler
    void evolve(TariffAdded fact) {
        entries.add(new Entry(
                fact.number(),
                fact.charge(),
                new Scope(fact.region(), fact.tenantId(), fact.contract()),
                fact.from(),
                fact.until()));
    }

    @EventSourcingHandler
    void evolve(PriceBookPublished fact) {
        published = true;
    }

    @EventSourcingHandler
    void evolve(EntryEnded fact) {
        entries.replaceAll(entry -> entry.number() == fact.number() ? entry.endingAt(fact.until()) : entry);
    }

    private PricesInForce.Held held(Entry entry) {
        String owner = Objects.requireNonNull(id).text() + "/" + entry.number();
        return new PricesInForce.Held(owner, currency, entry);
    }

    private void checkFigures(AddEntry command) {
        Currency money = Currency.getInstance(currency);
        checked("hourly", () -> new UnitPrice(command.hourly(), money));
        checked("monthlyCap", () -> new Money(command.monthlyCap(), money));
        if (command.monthlyCap().compareTo(BigDecimal.ZERO) < 0) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "monthlyCap", "monthlyCap must be at least 0");
        }
    }

    private static void checked(String field, Runnable construction) {
        try {
            construction.run();
        } catch (IllegalArgumentException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + ": " + e.getMessage());
        }
    }

    private void refuseOverlap(Entry wanted, String field) {
        entries.stream()
                .filter(known -> known.number() != wanted.number() && known.overlaps(wanted))
                .findFirst()
                .ifPresent(known -> {
                    throw Refused.heldBy(
                            BillingRefusal.ENTRIES_OVERLAP,
                            field,
                            "Entry " + known.number() + " prices " + known.charge() + " then already",
                            Objects.requireNonNull(id).text() + "/" + known.number());
                });
    }

    /** What of an entry the book's rules speak about. */
    record Entry(
            int number,
            String charge,
            @Nullable String region,
            @Nullable TenantId tenantId,
            @Nullable String contract,
            Instant from,
            @Nullable Instant until) {
        Entry(int number, String charge, Scope scope, Instant from, @Nullable Instant until) {
            this(number, charge, scope.region(), scope.tenantId(), scope.contract(), from, until);
        }

        /** For whom, as one text: nothing for everybody. */
        String holders() {
            String tenant = tenantId == null ? "" : tenantId.text();
            return contract == null ? tenant : tenant + "/" + contract;
        }

        boolean overlaps(Entry other) {
            return charge.equals(other.charge)
                    && Objects.equals(region, other.region)
                    && holders().equals(other.holders())
                    && (until == null || other.from.isBefore(until))
                    && (other.until == null || from.isBefore(other.until));
        }

        Entry endingAt(Instant instant) {
            return new Entry(number, charge, region, tenantId, contract, from, instant);
        }
    }
}
