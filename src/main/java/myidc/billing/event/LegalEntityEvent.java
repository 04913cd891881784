package myidc.billing.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import myidc.shared.id.LegalEntityId;

/** The life of a legal entity: the company that issues invoices and keeps books. */
public sealed interface LegalEntityEvent {
    LegalEntityId entityId();

    /**
     * A legal entity was entered.
     *
     * @param code begins its invoice numbers and names its accounts in the ledger
     */
    record LegalEntityEntered(LegalEntityId entityId, String code, EntityTerms terms) implements LegalEntityEvent {}

    /** From now on its papers say this; what was issued stays. */
    record LegalEntityReworded(LegalEntityId entityId, EntityTerms terms) implements LegalEntityEvent {}

    /**
     * A charge bears this tax from a day on.
     *
     * @param charge a charge's first word, such as {@code instance}, or {@code *} for every charge without one of its own
     * @param rate as a fraction: 0.06 for six percent
     */
    record TaxRateSet(LegalEntityId entityId, String charge, String name, BigDecimal rate, LocalDate from)
            implements LegalEntityEvent {}

    /** The books of a month were closed: nothing is booked on its days any more. */
    record BooksClosed(LegalEntityId entityId, String code, YearMonth month) implements LegalEntityEvent {}

    /** The books of a month were opened again, and why. */
    record BooksReopened(LegalEntityId entityId, String code, YearMonth month, String reason)
            implements LegalEntityEvent {}

    /** Somebody booked an entry by hand; its sides sum to zero. */
    record EntryBooked(
            LegalEntityId entityId,
            String code,
            String reference,
            LocalDate bookedOn,
            String currency,
            String words,
            List<BookedSide> sides)
            implements LegalEntityEvent {
        public EntryBooked {
            sides = List.copyOf(sides);
        }
    }
}
