package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.tenancy.event.PortalMaintenanceEvent.PortalMaintenanceAnnounced;
import myidc.tenancy.event.PortalMaintenanceEvent.PortalMaintenanceEnded;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PortalMaintenanceView}. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class PortalMaintenanceProjection implements Projection {
    @Override
    public String name() {
        return "tenancy.portal-maintenance";
    }

    @Override
    public List<String> tables() {
        return List.of("portal_maintenance_view");
    }

    @EventHandler
    void on(PortalMaintenanceAnnounced fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PortalMaintenanceView row = new PortalMaintenanceView();
        row.id = fact.portalMaintenanceId().value();
        row.version = version;
        row.beginsAt = fact.from();
        row.endsAt = fact.until();
        row.textEn = fact.textEn();
        row.textZh = fact.textZh();
        row.readOnly = fact.readOnly();
        row.announcedAt = at;
        row.persist();
    }

    @EventHandler
    void on(PortalMaintenanceEnded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PortalMaintenanceView row = PortalMaintenanceView.<PortalMaintenanceView>findByIdOptional(
                        fact.portalMaintenanceId().value())
                .orElseThrow();
        row.version = version;
        row.endedAt = at;
    }
}
