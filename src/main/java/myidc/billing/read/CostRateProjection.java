package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.CostRateEvent.CostRateEntered;
import myidc.billing.event.CostRateEvent.CostRateWithdrawn;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes cost rates; one that was withdrawn stays for reports of before. */
@Singleton
@ProcessingGroup("billing.read")
public final class CostRateProjection implements Projection {
    private final Sql sql;

    CostRateProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.cost-rates";
    }

    @Override
    public List<String> tables() {
        return List.of("cost_rate_view");
    }

    @EventHandler
    void on(CostRateEntered fact, @Timestamp Instant at) {
        sql.change(
                "insert into cost_rate_view (id, kind, item, currency, amount, months, valid_from, entered_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                fact.rateId().value(),
                fact.kind().name(),
                fact.item(),
                fact.currency(),
                fact.amount(),
                fact.months(),
                fact.from().atDay(1),
                at);
    }

    @EventHandler
    void on(CostRateWithdrawn fact, @Timestamp Instant at) {
        sql.change(
                "update cost_rate_view set withdrawn_at = ? where id = ?",
                at,
                fact.rateId().value());
    }
}
