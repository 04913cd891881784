package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodAdded;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodPreferred;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodRemoved;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes the ways to pay that accounts keep. */
@Singleton
@ProcessingGroup("billing.read")
public final class PaymentMethodProjection implements Projection {
    private final Sql sql;

    PaymentMethodProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.payment-methods";
    }

    @Override
    public List<String> tables() {
        return List.of("payment_method_view");
    }

    @EventHandler
    void on(PaymentMethodAdded fact, @Timestamp Instant at) {
        sql.change(
                "insert into payment_method_view (id, methods_id, tenant_id, provider, reference, brand, last_four,"
                        + " expiry, added_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fact.paymentMethodId().value(),
                fact.paymentMethodsId().value(),
                fact.tenantId().value(),
                fact.provider(),
                fact.reference(),
                fact.card().brand(),
                fact.card().lastFour(),
                fact.card().expiry().toString(),
                at);
    }

    @EventHandler
    void on(PaymentMethodPreferred fact) {
        sql.change(
                "update payment_method_view set preferred = (id = ?) where methods_id = ?",
                fact.paymentMethodId().value(),
                fact.paymentMethodsId().value());
    }

    @EventHandler
    void on(PaymentMethodRemoved fact) {
        sql.change(
                "delete from payment_method_view where id = ?",
                fact.paymentMethodId().value());
    }
}
