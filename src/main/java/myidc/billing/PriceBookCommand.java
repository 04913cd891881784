package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.shared.id.PriceBookId;
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

    record PublishPriceBook(@TargetAggregateIdentifier PriceBookId priceBookId) implements PriceBookCommand {}

    record EndEntry(@TargetAggregateIdentifier PriceBookId priceBookId, int number, Instant until)
            implements PriceBookCommand {}
}
