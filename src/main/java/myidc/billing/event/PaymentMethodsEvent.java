package myidc.billing.event;

import java.time.YearMonth;
import myidc.shared.id.PaymentMethodId;
import myidc.shared.id.PaymentMethodsId;
import myidc.shared.id.TenantId;

/** The life of the ways to pay that an account keeps at the provider of payments; no card's number is in any. */
public sealed interface PaymentMethodsEvent {
    PaymentMethodsId paymentMethodsId();

    /**
     * The provider keeps a card of the account's.
     *
     * @param provider who keeps it
     * @param reference the provider's mark for it, worth nothing to anybody else
     */
    record PaymentMethodAdded(
            PaymentMethodsId paymentMethodsId,
            PaymentMethodId paymentMethodId,
            TenantId tenantId,
            String provider,
            String reference,
            Card card)
            implements PaymentMethodsEvent {}

    /** The provider's page offers this one first, and no other. */
    record PaymentMethodPreferred(PaymentMethodsId paymentMethodsId, PaymentMethodId paymentMethodId)
            implements PaymentMethodsEvent {}

    /** It is kept no longer. */
    record PaymentMethodRemoved(PaymentMethodsId paymentMethodsId, PaymentMethodId paymentMethodId)
            implements PaymentMethodsEvent {}

    /**
     * What its owner knows a card by.
     *
     * @param expiry the last month in which it is good
     */
    record Card(String brand, String lastFour, YearMonth expiry) {}
}
