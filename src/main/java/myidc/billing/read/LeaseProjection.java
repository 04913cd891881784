package myidc.billing.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.billing.event.LeaseEvent.LeaseBegun;
import myidc.billing.event.LeaseEvent.LeaseChanged;
import myidc.billing.event.LeaseEvent.LeaseEnded;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes leases. */
@Singleton
@ProcessingGroup("billing.read")
public final class LeaseProjection implements Projection {
    private final Sql sql;

    LeaseProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.leases";
    }

    @Override
    public List<String> tables() {
        return List.of("lease_view");
    }

    @EventHandler
    void on(LeaseBegun fact, @SequenceNumber Long version) {
        sql.change(
                "insert into lease_view (id, version, tenant_id, charge, name, quantity, unit, region, contract,"
                        + " valid_from, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fact.leaseId().value(),
                version,
                fact.tenantId().value(),
                fact.charge(),
                fact.name(),
                fact.quantity(),
                fact.unit(),
                fact.region(),
                fact.contract(),
                fact.from(),
                fact.from());
    }

    @EventHandler
    void on(LeaseChanged fact, @SequenceNumber Long version) {
        sql.change(
                "update lease_view set version = ?, quantity = ?, changed_at = ? where id = ?",
                version,
                fact.quantity(),
                fact.from(),
                fact.leaseId().value());
    }

    @EventHandler
    void on(LeaseEnded fact, @SequenceNumber Long version) {
        sql.change(
                "update lease_view set version = ?, valid_until = ? where id = ?",
                version,
                fact.until(),
                fact.leaseId().value());
    }
}
