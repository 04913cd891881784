package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import myidc.billing.PaymentMethodsCommand.AddPaymentMethod;
import myidc.billing.PaymentMethodsCommand.PreferPaymentMethod;
import myidc.billing.PaymentMethodsCommand.RemovePaymentMethod;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodAdded;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodPreferred;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodRemoved;
import myidc.billing.port.PaymentProvider.Kept;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PaymentMethodId;
import myidc.shared.id.PaymentMethodsId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The ways to pay that an account keeps: a few, one of which is preferred as soon as there is any. */
final class PaymentMethods {
    /** After Linode's reference, "Add a payment method". */
    static final int METHODS_MAX = 6;

    @AggregateIdentifier
    private @Nullable PaymentMethodsId id;

    /** The provider's marks by the numbers of the ways to pay. */
    private Map<Long, String> references = new LinkedHashMap<>();

    private long preferred;

    PaymentMethods() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddPaymentMethod command, Clock clock) {
        Kept kept = command.kept();
        if (references.size() >= METHODS_MAX) {
            throw Refused.because(
                    BillingRefusal.PAYMENT_METHODS_EXHAUSTED,
                    "An account keeps at most " + METHODS_MAX + " payment methods");
        }
        if (references.containsValue(kept.provider() + "/" + kept.reference())) {
            throw Refused.because(BillingRefusal.PAYMENT_METHOD_KEPT, "This payment method is kept already");
        }
        if (kept.card().expiry().isBefore(YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "data.nonce", "data.nonce is of a card that is over");
        }
        apply(new PaymentMethodAdded(
                command.paymentMethodsId(),
                command.paymentMethodId(),
                command.tenantId(),
                kept.provider(),
                kept.reference(),
                kept.card()));
        if (command.preferred() || references.size() == 1) {
            apply(new PaymentMethodPreferred(command.paymentMethodsId(), command.paymentMethodId()));
        }
    }

    @CommandHandler
    void decide(PreferPaymentMethod command) {
        known(command.paymentMethodId());
        if (preferred != command.paymentMethodId().value()) {
            apply(new PaymentMethodPreferred(command.paymentMethodsId(), command.paymentMethodId()));
        }
    }

    @CommandHandler
    void decide(RemovePaymentMethod command) {
        known(command.paymentMethodId());
        if (preferred == command.paymentMethodId().value() && references.size() > 1) {
            throw Refused.because(
                    BillingRefusal.PAYMENT_METHOD_PREFERRED,
                    "The default payment method stays; make another one the default first");
        }
        apply(new PaymentMethodRemoved(command.paymentMethodsId(), command.paymentMethodId()));
    }

    @EventSourcingHandler
    void evolve(PaymentMethodAdded fact) {
        id = fact.paymentMethodsId();
        references.put(fact.paymentMethodId().value(), fact.provider() + "/" + fact.reference());
    }

    @EventSourcingHandler
    void evolve(PaymentMethodPreferred fact) {
        preferred = fact.paymentMethodId().value();
    }

    @EventSourcingHandler
    void evolve(PaymentMethodRemoved fact) {
        references.remove(fact.paymentMethodId().value());
    }

    private void known(PaymentMethodId method) {
        if (!references.containsKey(method.value())) {
            throw Refused.because(BillingRefusal.PAYMENT_METHOD_NOT_FOUND, "Not found");
        }
    }
}
