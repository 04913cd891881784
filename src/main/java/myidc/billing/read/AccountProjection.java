package myidc.billing.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.MonthClosed;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.time.BillingMonth;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes accounts and the month each has to close next. */
@Singleton
@ProcessingGroup("billing.read")
public final class AccountProjection implements Projection {
    private final Sql sql;

    AccountProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.accounts";
    }

    @Override
    public List<String> tables() {
        return List.of("billing_account_view");
    }

    @EventHandler
    void on(AccountOpened fact, @SequenceNumber Long version) {
        sql.change(
                "insert into billing_account_view (id, version, tenant_id, currency, zone, entity, opened_at, next_month)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                fact.accountId().value(),
                version,
                fact.tenantId().value(),
                fact.currency(),
                fact.zone().getId(),
                fact.entity(),
                fact.openedAt(),
                BillingMonth.of(fact.openedAt(), fact.zone()).month().atDay(1));
    }

    @EventHandler
    void on(MonthClosed fact, @SequenceNumber Long version) {
        sql.later(
                "update billing_account_view set version = ?, next_month = ? where id = ?",
                version,
                fact.month().plusMonths(1).atDay(1),
                fact.accountId().value());
    }
}
