package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a price book. */
public sealed interface PriceBookEvent {
    PriceBookId priceBookId();

    /**
     * A price book was begun; nobody is charged by it yet.
     *
     * @param currency ISO 4217 code of all its prices
     */
    record PriceBookDrafted(PriceBookId priceBookId, String name, String currency) implements PriceBookEvent {}

    /**
     * A price was written into the book.
     *
     * @param number the entry's number within its book, from 1
     * @param charge what is charged, such as {@code instance:g6-nanode-1}
     * @param region where, as tenants know it; null for every region without an entry of its own
     * @param hourly price of a started hour
     * @param monthlyCap most that one resource owes in a calendar month
     * @param until first instant at which it is no longer in force; null while open
     */
    record EntryAdded(
            PriceBookId priceBookId,
            int number,
            String charge,
            @Nullable String region,
            BigDecimal hourly,
            BigDecimal monthlyCap,
            Instant from,
            @Nullable Instant until)
            implements PriceBookEvent {}

    /**
     * A price of any model was written into the book; {@link EntryAdded} is the same for prices by the hour.
     *
     * @param tenantId whom it was negotiated with; null for everybody
     * @param contract the contract it is of; null where it is of none
     */
    record TariffAdded(
            PriceBookId priceBookId,
            int number,
            String charge,
            @Nullable String region,
            @Nullable TenantId tenantId,
            @Nullable String contract,
            PriceTerms terms,
            Instant from,
            @Nullable Instant until)
            implements PriceBookEvent {}

    /** From now on the accounts of the book's currency are charged by it. */
    record PriceBookPublished(PriceBookId priceBookId) implements PriceBookEvent {}

    /** An entry is in force until this instant and no longer. */
    record EntryEnded(PriceBookId priceBookId, int number, Instant until) implements PriceBookEvent {}
}
