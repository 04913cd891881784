package myidc.billing.rating;

/** A price says nothing of what was used, such as a price per hour of a quantity that was metered. */
public final class Unratable extends RuntimeException {
    Unratable(PriceEntry price, Usage usage) {
        super("price " + price.id() + " (" + price.tariff().getClass().getSimpleName() + ") cannot rate "
                + usage.getClass().getSimpleName() + " of " + usage.resource());
    }
}
