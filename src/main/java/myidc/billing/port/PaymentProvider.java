package myidc.billing.port;

import java.util.Optional;
import myidc.shared.money.Money;

/** Somebody who takes money from a payer and tells us about it; every method may be repeated. */
public interface PaymentProvider {
    /** The provider's name, as payments keep it. */
    String name();

    /** Where the payer goes to pay; {@code reference} is our mark, which comes back with the outcome. */
    String checkout(String reference, Money amount);

    /** What a callback says, when its signature is the provider's; empty when it is not. */
    Optional<Outcome> read(String body, String signature);

    /** How a payment went. */
    record Outcome(String reference, boolean paid, Money amount) {}
}
