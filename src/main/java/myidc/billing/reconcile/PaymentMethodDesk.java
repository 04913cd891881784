package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import myidc.billing.BillingRefusal;
import myidc.billing.PaymentMethodsCommand.AddPaymentMethod;
import myidc.billing.PaymentMethodsCommand.PreferPaymentMethod;
import myidc.billing.PaymentMethodsCommand.RemovePaymentMethod;
import myidc.billing.port.PaymentProvider;
import myidc.billing.port.PaymentProvider.Kept;
import myidc.billing.read.KeptMethods;
import myidc.billing.read.KeptMethods.KeptMethod;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PaymentMethodId;
import myidc.shared.id.PaymentMethodsId;
import myidc.shared.id.TenantId;

/** Ways to pay: the provider keeps the card, and we what its owner knows it by. */
@Singleton
public final class PaymentMethodDesk {
    private final PaymentProvider provider;
    private final KeptMethods methods;
    private final Commands commands;
    private final Sequences sequences;

    PaymentMethodDesk(PaymentProvider provider, KeptMethods methods, Commands commands, Sequences sequences) {
        this.provider = provider;
        this.methods = methods;
        this.commands = commands;
        this.sequences = sequences;
    }

    /** Keeps what the provider's one-time token stands for. */
    public KeptMethod add(TenantId tenant, String token, boolean preferred) {
        Kept kept = provider.keep(token)
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "data.nonce",
                        "data.nonce is no token of the payment provider's, or was used"));
        PaymentMethodId id = new PaymentMethodId(sequences.next("paymentmethod"));
        return commands.perform(
                () -> commands.send(new AddPaymentMethod(of(tenant), id, tenant, kept, preferred)),
                () -> known(tenant, id.value()));
    }

    /** The provider's page offers this one first from now on. */
    public KeptMethod prefer(TenantId tenant, long id) {
        known(tenant, id);
        return commands.perform(
                () -> commands.send(new PreferPaymentMethod(of(tenant), new PaymentMethodId(id))),
                () -> known(tenant, id));
    }

    /** Keeps it no longer, neither here nor at the provider. */
    public void remove(TenantId tenant, long id) {
        KeptMethod method = known(tenant, id);
        commands.perform(
                () -> commands.send(new RemovePaymentMethod(of(tenant), new PaymentMethodId(id))), () -> Boolean.TRUE);
        provider.forget(method.reference());
    }

    /** A tenant's own. */
    public KeptMethod known(TenantId tenant, long id) {
        return methods.find(tenant, id)
                .orElseThrow(() -> Refused.because(BillingRefusal.PAYMENT_METHOD_NOT_FOUND, "Not found"));
    }

    private static PaymentMethodsId of(TenantId tenant) {
        return new PaymentMethodsId(tenant.value());
    }
}
