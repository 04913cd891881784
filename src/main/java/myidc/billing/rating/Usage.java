package myidc.billing.rating;

import java.util.List;
import myidc.shared.time.Period;

/** What was used: a presence, a metered quantity, a line's bandwidth or a peak; each with the facts that say so. */
public sealed interface Usage permits Span, Metered, Traffic {
    /** The thing charged for, as in {@code instance-42} or {@code meterpoint-7}. */
    String resource();

    Sku sku();

    /** When it was used or, for what is metered, when it was there to be metered. */
    Period period();

    /** Ids of the facts behind it. */
    List<String> events();
}
