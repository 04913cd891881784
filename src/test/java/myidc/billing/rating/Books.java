package myidc.billing.rating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Sentences for rating stories, told in Shanghai time. */
final class Books {
    static final Sku NANODE = new Sku("instance:g6-nanode-1", "cn-east");
    static final Sku NANODE_ANYWHERE = new Sku("instance:g6-nanode-1", null);
    static final Sku STANDARD = new Sku("instance:g6-standard-2", "cn-east");
    static final Period OCTOBER =
            BillingMonth.parse("2026-10", BillingMonth.DEFAULT_ZONE).period();

    private Books() {}

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BillingMonth.DEFAULT_ZONE).toInstant();
    }

    static Span span(int instance, Sku sku, String from, String until) {
        return new Span(
                "instance-" + instance,
                sku,
                new Period(at(from), at(until)),
                List.of("instance-" + instance + "@" + from, "instance-" + instance + "@" + until));
    }

    static PriceEntry entry(String id, Sku sku, String hourly, String cap, String from, @Nullable String until) {
        return new PriceEntry(
                id, sku, UnitPrice.of(hourly, "CNY"), Money.of(cap, "CNY"), at(from), until == null ? null : at(until));
    }
}
