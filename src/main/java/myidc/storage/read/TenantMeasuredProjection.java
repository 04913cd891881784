package myidc.storage.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import myidc.storage.event.SketchEvent.TenantShare;
import myidc.storage.event.SketchEvent.TenantsMeasured;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes what each tenant's volumes of a pool were at each sketch; what {@link MeasuredTenants} reads. */
@Singleton
@ProcessingGroup("storage.read")
public final class TenantMeasuredProjection implements Projection {
    private final Sql sql;

    TenantMeasuredProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "storage.measuredTenants";
    }

    @Override
    public List<String> tables() {
        return List.of("tenant_measured_view");
    }

    @EventHandler
    void on(TenantsMeasured fact, @SequenceNumber Long sequence) {
        for (TenantShare share : fact.tenants()) {
            TenantId tenant = share.tenantId();
            sql.change(
                    "insert into tenant_measured_view (pool_id, sketch_id, tenant_id, at, event, volumes, logical_bytes,"
                            + " physical_bytes, physical_plus_minus, reclaimable_bytes, reclaimable_plus_minus,"
                            + " attributed_bytes, attributed_plus_minus) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    fact.poolId().value(),
                    fact.sketchId().value(),
                    tenant == null ? MeasuredTenants.NOBODY : tenant.value(),
                    fact.at(),
                    fact.sketchId().text() + "#" + sequence,
                    share.volumes(),
                    share.logicalBytes(),
                    share.physicalBytes(),
                    share.physicalPlusMinus(),
                    share.reclaimableBytes(),
                    share.reclaimablePlusMinus(),
                    share.attributedBytes(),
                    share.attributedPlusMinus());
        }
    }
}
