package myidc.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.event.BookedSide;
import myidc.billing.event.EntityTerms;
import myidc.shared.id.LegalEntityId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a legal entity. */
public sealed interface LegalEntityCommand {
    record EnterLegalEntity(@TargetAggregateIdentifier LegalEntityId entityId, String code, EntityTerms terms)
            implements LegalEntityCommand {}

    record RewordLegalEntity(@TargetAggregateIdentifier LegalEntityId entityId, EntityTerms terms)
            implements LegalEntityCommand {}

    /** Sets the tax of a charge from a day on, which has not come yet. */
    record SetTaxRate(
            @TargetAggregateIdentifier LegalEntityId entityId,
            String charge,
            String name,
            BigDecimal rate,
            LocalDate from)
            implements LegalEntityCommand {}

    /** Closes the books of a month that is over; months before it must be closed, once one is. */
    record CloseBooks(@TargetAggregateIdentifier LegalEntityId entityId, YearMonth month)
            implements LegalEntityCommand {}

    /** Opens the last closed month again. */
    record ReopenBooks(@TargetAggregateIdentifier LegalEntityId entityId, YearMonth month, String reason)
            implements LegalEntityCommand {}

    /** Books an entry by hand on an open day. */
    record BookEntry(@TargetAggregateIdentifier LegalEntityId entityId, HandEntry entry)
            implements LegalEntityCommand {}

    /** An entry by hand; its sides must sum to zero. */
    record HandEntry(String reference, LocalDate bookedOn, String currency, String words, List<BookedSide> sides) {
        public HandEntry {
            sides = List.copyOf(sides);
        }
    }
}
