package myidc.billing.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import myidc.billing.rating.Prices;
import myidc.billing.rating.Span;
import myidc.billing.rating.Usage;
import myidc.shared.time.Period;

/**
 * Disks, addresses and images come with machines: without a price in force they are included in theirs. So they are charged for the
 * time that has a price, while a machine or a lease without one stops the closing of its month.
 */
final class Included {
    private static final Set<String> WORDS =
            Set.of(ChargingSpanProjection.VOLUME, ChargingSpanProjection.ADDRESS, ChargingSpanProjection.IMAGE);

    private Included() {}

    /** The parts of what was there that are charged. */
    static Stream<Usage> charged(Span span, Prices prices) {
        String charge = span.sku().charge();
        int colon = charge.indexOf(':');
        if (!WORDS.contains(colon < 0 ? charge : charge.substring(0, colon))) {
            return Stream.of(span);
        }
        List<Instant> cuts = new ArrayList<>(prices.changesWithin(span.sku(), span.period()));
        cuts.add(span.period().until());
        List<Period> priced = new ArrayList<>();
        Instant from = span.period().from();
        for (Instant cut : cuts) {
            if (prices.find(span.sku(), from).isPresent()) {
                boolean goesOn = !priced.isEmpty() && priced.getLast().until().equals(from);
                priced.add(new Period(goesOn ? priced.removeLast().from() : from, cut));
            }
            from = cut;
        }
        return priced.stream().map(part -> new Span(span.resource(), span.sku(), part, span.events(), span.quantity()));
    }
}
