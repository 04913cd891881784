package myidc.billing.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.tenancy.event.TenantEvent.TenantOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Writes what tenants are called, for invoices and exports. */
@Singleton
@ProcessingGroup("billing.read")
public final class TenantNameProjection implements Projection {
    private final Sql sql;

    TenantNameProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.tenant-names";
    }

    @Override
    public List<String> tables() {
        return List.of("billing_tenant_view");
    }

    @EventHandler
    void on(TenantOpened fact) {
        sql.change(
                "insert into billing_tenant_view (id, name) values (?, ?)",
                fact.tenantId().value(),
                fact.name());
    }
}
