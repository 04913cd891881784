package myidc.billing.port;

import java.util.Optional;
import myidc.billing.event.PaymentMethodsEvent.Card;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Somebody who takes money from a payer and tells us about it; every method may be repeated. */
public interface PaymentProvider {
    /** The provider's name, as payments keep it. */
    String name();

    /**
     * Where the payer goes to pay.
     *
     * @param reference our mark, which comes back with the outcome
     * @param method the mark of what the payer keeps there and would pay by, null for none
     */
    String checkout(String reference, Money amount, @Nullable String method);

    /** What the token stands for, which the provider gave the payer once it had taken a card; empty when it is not its own. */
    Optional<Kept> keep(String token);

    /** Keeps it no longer. */
    void forget(String method);

    /** What a callback says, when its signature is the provider's; empty when it is not. */
    Optional<Outcome> read(String body, String signature);

    /**
     * A card that the provider keeps.
     *
     * @param reference the provider's mark for it, worth nothing to anybody else
     */
    record Kept(String provider, String reference, Card card) {}

    /** How a payment went. */
    record Outcome(String reference, boolean paid, Money amount) {}
}
