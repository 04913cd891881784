package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.billing.event.PriceTerms;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a price book. */
public sealed interface PriceBookCommand {
    record DraftPriceBook(@TargetAggregateIdentifier PriceBookId priceBookId, String name, String currency)
            implements PriceBookCommand {}

    record AddEntry(
            @TargetAggregateIdentifier PriceBookId priceBookId,
            String charge,
            @Nullable String region,
            BigDecimal hourly,
            BigDecimal monthlyCap,
            Instant from,
            @Nullable Instant until)
            implements PriceBookCommand {}

    /** A price of any model, for everybody or for one tenant or contract. */
    record AddTariff(
            @TargetAggregateIdentifier PriceBookId priceBookId,
            String charge,
            Scope scope,
            PriceTerms terms,
            Instant from,
            @Nullable Instant until)
            implements PriceBookCommand {}

    /** Where and for whom a price holds; nulls for everywhere and everybody. */
    record Scope(
            @Nullable String region,
            @Nullable TenantId tenantId,
            @Nullable String contract) {}

    record PublishPriceBook(@TargetAggregateIdentifier PriceBookId priceBookId) implements PriceBookCommand {}

    record EndEntry(@TargetAggregateIdentifier PriceBookId priceBookId, int number, Instant until)
            implements PriceBookCommand {}
}
