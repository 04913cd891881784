package myidc.billing;

import myidc.billing.port.PaymentProvider.Kept;
import myidc.shared.id.PaymentMethodId;
import myidc.shared.id.PaymentMethodsId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of the ways to pay that an account keeps. */
public sealed interface PaymentMethodsCommand {
    /** Keeps what the provider keeps; the first is preferred whether that is asked or not. */
    record AddPaymentMethod(
            @TargetAggregateIdentifier PaymentMethodsId paymentMethodsId,
            PaymentMethodId paymentMethodId,
            TenantId tenantId,
            Kept kept,
            boolean preferred)
            implements PaymentMethodsCommand {}

    record PreferPaymentMethod(
            @TargetAggregateIdentifier PaymentMethodsId paymentMethodsId, PaymentMethodId paymentMethodId)
            implements PaymentMethodsCommand {}

    record RemovePaymentMethod(
            @TargetAggregateIdentifier PaymentMethodsId paymentMethodsId, PaymentMethodId paymentMethodId)
            implements PaymentMethodsCommand {}
}
