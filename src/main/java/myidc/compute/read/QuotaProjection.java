package myidc.compute.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.tenancy.event.Quota;
import myidc.tenancy.event.TenantEvent.QuotaSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Writes the limits that placement holds tenants to. */
@Singleton
@ProcessingGroup("compute.read")
public final class QuotaProjection implements Projection {
    private final Sql sql;

    QuotaProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "compute.quotas";
    }

    @Override
    public List<String> tables() {
        return List.of("tenant_quota");
    }

    @EventHandler
    void on(QuotaSet fact) {
        Quota quota = fact.quota();
        sql.change(
                "delete from tenant_quota where tenant_id = ?", fact.tenantId().value());
        if (!quota.equals(Quota.UNLIMITED)) {
            sql.change(
                    "insert into tenant_quota (tenant_id, instances, vcpus, memory_mb) values (?, ?::int, ?::int,"
                            + " ?::bigint)",
                    fact.tenantId().value(),
                    quota.instances(),
                    quota.vcpus(),
                    quota.memoryMb());
        }
    }
}
