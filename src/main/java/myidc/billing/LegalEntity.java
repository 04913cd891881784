package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;
import myidc.billing.LegalEntityCommand.BookEntry;
import myidc.billing.LegalEntityCommand.CloseBooks;
import myidc.billing.LegalEntityCommand.EnterLegalEntity;
import myidc.billing.LegalEntityCommand.HandEntry;
import myidc.billing.LegalEntityCommand.ReopenBooks;
import myidc.billing.LegalEntityCommand.RewordLegalEntity;
import myidc.billing.LegalEntityCommand.SetTaxRate;
import myidc.billing.event.BookedSide;
import myidc.billing.event.EntityTerms;
import myidc.billing.event.LegalEntityEvent.BooksClosed;
import myidc.billing.event.LegalEntityEvent.BooksReopened;
import myidc.billing.event.LegalEntityEvent.EntryBooked;
import myidc.billing.event.LegalEntityEvent.LegalEntityEntered;
import myidc.billing.event.LegalEntityEvent.LegalEntityReworded;
import myidc.billing.event.LegalEntityEvent.TaxRateSet;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.LegalEntityId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A legal entity: its terms, its taxes by date, and which months of its books are closed. */
final class LegalEntity {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,15}");
    private static final Pattern CHARGE = Pattern.compile("\\*|[a-z][a-z0-9-]{0,30}");
    private static final Pattern ACCOUNT =
            Pattern.compile("(assets|liabilities|equity|revenues|expenses)(:[a-z0-9A-Z][a-zA-Z0-9-]{0,40}){1,4}");
    private static final int SIDES_MAX = 100;

    @AggregateIdentifier
    private @Nullable LegalEntityId id;

    private String code = "";
    private @Nullable YearMonth closedUntil;

    LegalEntity() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(EnterLegalEntity command, Claims claims) {
        String wanted = Check.matches(
                "code", command.code(), CODE, "must be 1 to 16 capitals and digits and begin with a letter");
        claims.take(
                new Claims.Claim("billing.entity", wanted, "code"),
                command.entityId().text(),
                BillingRefusal.LEGAL_ENTITY_CODE_TAKEN);
        apply(new LegalEntityEntered(command.entityId(), wanted, checked(command.terms())));
    }

    @CommandHandler
    void decide(RewordLegalEntity command) {
        apply(new LegalEntityReworded(command.entityId(), checked(command.terms())));
    }

    @CommandHandler
    void decide(SetTaxRate command) {
        String charge = Check.matches(
                "charge", command.charge(), CHARGE, "must be a charge's first word such as instance, or *");
        BigDecimal rate = Check.range("rate", command.rate(), BigDecimal.ZERO, BigDecimal.ONE);
        if (rate.stripTrailingZeros().scale() > 6) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "rate", "rate must have at most 6 decimals");
        }
        if (closedUntil != null && !YearMonth.from(command.from()).isAfter(closedUntil)) {
            throw Refused.field(
                    BillingRefusal.TAX_RATE_IN_THE_PAST,
                    "from",
                    "from lies in " + closedUntil + " or before, which is closed");
        }
        apply(new TaxRateSet(command.entityId(), charge, Check.text("name", command.name(), 30), rate, command.from()));
    }

    @CommandHandler
    void decide(CloseBooks command, Clock clock, ClosedBooks closed) {
        YearMonth last = closedUntil;
        LocalDate today = clock.instant().atZone(BillingMonth.DEFAULT_ZONE).toLocalDate();
        if (last != null && !command.month().isAfter(last)) {
            throw Refused.field(BillingRefusal.BOOKS_CLOSED, "month", command.month() + " is closed");
        }
        if (last != null && command.month().isAfter(last.plusMonths(1))) {
            throw Refused.field(
                    BillingRefusal.BOOKS_OUT_OF_ORDER, "month", last.plusMonths(1) + " must be closed first");
        }
        if (!command.month().atEndOfMonth().isBefore(today)) {
            throw Refused.field(BillingRefusal.MONTH_NOT_OVER, "month", command.month() + " is not over");
        }
        closed.close(code, command.month());
        apply(new BooksClosed(command.entityId(), code, command.month()));
    }

    @CommandHandler
    void decide(ReopenBooks command, ClosedBooks closed) {
        if (!command.month().equals(closedUntil)) {
            throw Refused.field(
                    BillingRefusal.BOOKS_NOT_CLOSED,
                    "month",
                    "Only the last closed month can be opened again"
                            + (closedUntil == null ? "; none is closed" : ": " + closedUntil));
        }
        closed.reopen(code, command.month());
        apply(new BooksReopened(
                command.entityId(), code, command.month(), Check.text("reason", command.reason(), 500)));
    }

    @CommandHandler
    void decide(BookEntry command, ClosedBooks closed, Claims claims) {
        HandEntry entry = command.entry();
        closed.refuse(code, entry.bookedOn(), "bookedOn");
        if (entry.sides().size() < 2 || entry.sides().size() > SIDES_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "sides", "sides must be 2 to " + SIDES_MAX);
        }
        Currency currency = Currency.getInstance(Currencies.check("currency", entry.currency()));
        Money sum = Money.zero(currency);
        for (BookedSide side : entry.sides()) {
            Check.matches("sides", side.account(), ACCOUNT, "must name accounts like assets:cash:MYIDC");
            sum = sum.plus(money(side.amount(), currency));
        }
        if (sum.signum() != 0) {
            throw Refused.field(BillingRefusal.ENTRY_UNBALANCED, "sides", "The sides sum to " + sum + ", not to zero");
        }
        String reference = Check.text("reference", entry.reference(), 60);
        claims.take(
                new Claims.Claim("billing.entry", code + "/" + reference, "reference"),
                "entry-" + UUID.randomUUID(),
                BillingRefusal.PAID_ALREADY);
        apply(new EntryBooked(
                command.entityId(),
                code,
                reference,
                entry.bookedOn(),
                currency.getCurrencyCode(),
                Check.text("words", entry.words(), 300),
                entry.sides()));
    }

    @EventSourcingHandler
    void evolve(LegalEntityEntered fact) {
        id = fact.entityId();
        code = fact.code();
    }

    @EventSourcingHandler
    void evolve(BooksClosed fact) {
        closedUntil = fact.month();
    }

    @EventSourcingHandler
    void evolve(BooksReopened fact) {
        closedUntil = fact.month().minusMonths(1);
    }

    private static Money money(BigDecimal amount, Currency currency) {
        try {
            return new Money(amount, currency);
        } catch (IllegalArgumentException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "sides", String.valueOf(e.getMessage()));
        }
    }

    private static EntityTerms checked(EntityTerms terms) {
        NumberFormat.check(terms.numberFormat());
        return new EntityTerms(
                Check.text("name", terms.name(), 200),
                optional("taxNumber", terms.taxNumber(), 30),
                optional("address", terms.address(), 300),
                optional("bank", terms.bank(), 200),
                Currencies.check("currency", terms.currency()),
                Check.present("rounding", terms.rounding()),
                terms.numberFormat(),
                Check.range("paymentDays", terms.paymentDays(), 0, 365),
                terms.reviewed());
    }

    private static String optional(String field, @Nullable String text, int lengthMax) {
        String given = Check.optionalText(field, text, lengthMax);
        return given == null ? "" : given;
    }
}
