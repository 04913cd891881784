package myidc.billing.rating;

import java.time.Instant;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/**
 * A price in force from one instant until another.
 *
 * @param id names the entry within all books, as in {@code pricebook-1/2}
 * @param sku a region of null means every region that has no entry of its own, a contract of null every contract
 * @param tenant whom it was negotiated with; null for everybody without an entry of its own
 * @param until first instant at which the entry is no longer in force; null while it is open
 */
public record PriceEntry(
        String id,
        Sku sku,
        @Nullable TenantId tenant,
        Tariff tariff,
        Instant from,
        @Nullable Instant until) {
    public PriceEntry {
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("until must be after from");
        }
    }

    public PriceEntry(String id, Sku sku, UnitPrice hourly, Money monthlyCap, Instant from, @Nullable Instant until) {
        this(id, sku, null, new Tariff.Hourly(hourly, monthlyCap), from, until);
    }

    /** The price of the first unit; of an hour, where hours are charged. */
    public UnitPrice hourly() {
        return tariff.first();
    }

    /** Most that a unit owes in a calendar month; nothing where the tariff knows no such cap. */
    public Money monthlyCap() {
        return tariff instanceof Tariff.Hourly hourly
                ? hourly.monthlyCap()
                : Money.zero(tariff.first().currency());
    }

    public boolean inForceAt(Instant instant) {
        return !instant.isBefore(from) && (until == null || instant.isBefore(until));
    }

    /** Whether it prices no usage by itself but changes what lines owe together. */
    boolean isOfTheWholeAccount() {
        return tariff instanceof Tariff.PercentOff
                || tariff instanceof Tariff.Spend
                || tariff instanceof Tariff.Commitment;
    }

    /** The narrower entry goes first: contract, then tenant, then region. */
    int narrowness() {
        return (sku.contract() == null ? 0 : 4) + (tenant == null ? 0 : 2) + (sku.region() == null ? 0 : 1);
    }
}
