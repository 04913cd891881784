package myidc.billing;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.billing.event.AccountEvent;
import myidc.billing.event.BudgetEvent;
import myidc.billing.event.CostRateEvent;
import myidc.billing.event.FapiaoEvent;
import myidc.billing.event.InvoiceEvent;
import myidc.billing.event.LeaseEvent;
import myidc.billing.event.LegalEntityEvent;
import myidc.billing.event.PaymentMethodsEvent;
import myidc.billing.event.PriceBookEvent;
import myidc.billing.event.PromotionEvent;
import myidc.billing.event.PurseEvent;
import myidc.billing.event.WebhookEvent;
import myidc.platform.axon.AxonModule;

/** What billing plugs into Axon. */
@Singleton
final class BillingModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    private final InvoiceNumbers numbers;
    private final PricesInForce inForce;
    private final ClosedBooks closed;

    BillingModule(InvoiceNumbers numbers, PricesInForce inForce, ClosedBooks closed) {
        this.numbers = numbers;
        this.inForce = inForce;
        this.closed = closed;
    }

    @Override
    public String context() {
        return "billing";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Stream.of(
                        CostRate.class,
                        PriceBook.class,
                        Account.class,
                        Invoice.class,
                        Purse.class,
                        LegalEntity.class,
                        Budget.class,
                        Lease.class,
                        Webhook.class,
                        FapiaoBatch.class,
                        Promotion.class,
                        PaymentMethods.class)
                .collect(Collectors.toUnmodifiableMap(type -> type, type -> SNAPSHOT_AFTER));
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(
                PriceBookEvent.class,
                AccountEvent.class,
                InvoiceEvent.class,
                PurseEvent.class,
                LegalEntityEvent.class,
                BudgetEvent.class,
                LeaseEvent.class,
                WebhookEvent.class,
                FapiaoEvent.class,
                CostRateEvent.class,
                PromotionEvent.class,
                PaymentMethodsEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(InvoiceNumbers.class, numbers, PricesInForce.class, inForce, ClosedBooks.class, closed);
    }
}
