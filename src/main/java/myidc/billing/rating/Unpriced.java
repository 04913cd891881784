package myidc.billing.rating;

import java.time.Instant;

/** Something was used for which no price was in force: nothing is guessed, the whole rating stops. */
public final class Unpriced extends RuntimeException {
    private final transient Sku sku;
    private final transient Instant at;

    Unpriced(Sku sku, Instant at) {
        super("no price for " + sku.charge() + (sku.region() == null ? "" : " in " + sku.region()) + " at " + at);
        this.sku = sku;
        this.at = at;
    }

    public Sku sku() {
        return sku;
    }

    public Instant at() {
        return at;
    }
}
