package myidc.network.read;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressClassed;
import myidc.network.event.AssignmentEvent.AddressQuarantined;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.AssignmentEvent.AddressReserved;
import myidc.network.event.AssignmentEvent.AddressShared;
import myidc.network.event.AssignmentEvent.AddressUnreserved;
import myidc.network.event.AssignmentEvent.QuarantineLifted;
import myidc.platform.axon.Projection;
import myidc.shared.id.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link AddressView}; its rows are their own history. */
@Singleton
@ProcessingGroup("network.read")
public final class AddressProjection implements Projection {
    @Override
    public String name() {
        return "network.addresses";
    }

    @Override
    public List<String> tables() {
        return List.of("address_view");
    }

    @EventHandler
    void on(AddressAssigned fact, @Timestamp Instant at) {
        TenantId tenant = fact.tenantId();
        AddressView address = new AddressView();
        address.id = fact.assignmentId().value();
        address.prefixId = fact.prefixId().value();
        address.address = fact.address();
        address.addressOrder =
                HexFormat.of().formatHex(InetAddress.ofLiteral(fact.address()).getAddress());
        address.prefixLength = fact.prefixLength();
        address.gateway = fact.gateway();
        address.holder = fact.holder();
        address.tenantId = tenant == null ? null : tenant.value();
        address.note = fact.note();
        address.assignedAt = at;
        address.persist();
    }

    @EventHandler
    void on(AddressReleased fact, @Timestamp Instant at) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.releasedAt = at;
    }

    @EventHandler
    void on(AddressClassed fact) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.role = fact.role();
        address.expiresAt = fact.expiresAt();
    }

    @EventHandler
    void on(AddressReserved fact) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.reserved = true;
        address.tags = fact.tags().toArray(String[]::new);
    }

    @EventHandler
    void on(AddressUnreserved fact) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.reserved = false;
        address.tags = new String[0];
    }

    @EventHandler
    void on(AddressShared fact) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.sharedWith = fact.with().toArray(String[]::new);
    }

    @EventHandler
    void on(AddressQuarantined fact) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.quarantinedUntil = fact.until();
    }

    @EventHandler
    void on(QuarantineLifted fact, @Timestamp Instant at) {
        AddressView address = AddressView.findById(fact.assignmentId().value());
        address.quarantineLiftedAt = at;
    }
}
