package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Tariff;
import myidc.billing.read.Differing.Difference;
import myidc.billing.read.Traces.Trace;
import myidc.billing.read.Traces.TracedEvent;
import myidc.platform.asof.Stories.Told;
import org.jspecify.annotations.Nullable;

/** An amount, opened: its formula with the figures put in, its price, the facts behind it, and the amount reckoned anew. */
public record TraceJson(
        MoneyJson figure,
        String formula,
        Map<String, String> inputs,
        @Nullable PriceEntryJson priceEntry,
        List<EventJson> events,
        @Nullable MoneyJson recomputed,
        boolean same,
        List<Difference> differs) {

    /** For staff: with who did it, from where, and the whole fact. */
    public static TraceJson forStaff(Trace trace) {
        return of(trace, trace.events().stream().map(EventJson::whole).toList());
    }

    /** For tenants: what happened and when; who of the staff did it and on which host is not theirs to see. */
    public static TraceJson forTenant(Trace trace) {
        return of(trace, trace.events().stream().map(EventJson::plain).toList());
    }

    private static TraceJson of(Trace trace, List<EventJson> events) {
        PriceEntry price = trace.priceEntry();
        return new TraceJson(
                MoneyJson.of(trace.figure()),
                trace.formula(),
                trace.inputs(),
                price == null ? null : PriceEntryJson.of(price),
                events,
                trace.recomputed() == null ? null : MoneyJson.of(trace.recomputed()),
                trace.same(),
                trace.differs());
    }

    /** A fact behind a figure. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventJson(
            String id,
            long index,
            Instant at,
            String event,
            Map<String, String> words,
            @Nullable String who,
            @Nullable String from,
            @Nullable String requestId,
            @Nullable String cause,
            @Nullable JsonNode payload) {
        static EventJson whole(TracedEvent event) {
            Told told = event.told();
            return new EventJson(
                    event.id(),
                    told.index(),
                    told.at(),
                    told.event(),
                    told.words(),
                    told.who(),
                    told.from(),
                    told.requestId(),
                    told.cause(),
                    told.payload());
        }

        static EventJson plain(TracedEvent event) {
            Told told = event.told();
            return new EventJson(
                    event.id(), told.index(), told.at(), told.event(), told.words(), null, null, null, null, null);
        }
    }

    /**
     * A price entry; {@code n} is its number in its book. A price by the hour has {@code hourly} and {@code monthlyCap},
     * any other has {@code terms}.
     */
    public record PriceEntryJson(
            String id,
            int n,
            String charge,
            @Nullable String region,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long tenantId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String contract,

            @Nullable MoneyJson hourly,
            @Nullable MoneyJson monthlyCap,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PriceTermsJson terms,

            Instant from,
            @Nullable Instant until) {
        public static PriceEntryJson of(PriceEntry entry) {
            Tariff.Hourly hourly = entry.tariff() instanceof Tariff.Hourly byTheHour ? byTheHour : null;
            return new PriceEntryJson(
                    entry.id(),
                    Integer.parseInt(entry.id().substring(entry.id().indexOf('/') + 1)),
                    entry.sku().charge(),
                    entry.sku().region(),
                    entry.tenant() == null ? null : entry.tenant().value(),
                    entry.sku().contract(),
                    hourly == null ? null : MoneyJson.of(hourly.hourly()),
                    hourly == null ? null : MoneyJson.of(hourly.monthlyCap()),
                    hourly == null ? PriceTermsJson.of(entry.tariff()) : null,
                    entry.from(),
                    entry.until());
        }
    }
}
