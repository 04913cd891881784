package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.Nic;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.Id;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link NicView} and what it showed before; an interface that a guest has no more is shown no more. */
@Singleton
@ProcessingGroup("compute.read")
public final class NicProjection implements Projection {
    static final String HISTORY = "nic";

    private final Histories histories;

    NicProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.nics";
    }

    @Override
    public List<String> tables() {
        return List.of("nic_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(InterfacesArranged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Set<Long> kept =
                fact.interfaces().stream().map(nic -> nic.nicId().value()).collect(Collectors.toSet());
        for (NicView before :
                NicView.<NicView>list("instanceId", fact.instanceId().value())) {
            if (!kept.contains(before.id)) {
                before.delete();
                histories.end(HISTORY, before.id, at);
            }
        }
        for (int position = 0; position < fact.interfaces().size(); position++) {
            Nic nic = fact.interfaces().get(position);
            NicView row = NicView.findById(nic.nicId().value());
            boolean fresh = row == null;
            if (row == null) {
                row = new NicView();
                row.id = nic.nicId().value();
                row.instanceId = fact.instanceId().value();
                row.tenantId = fact.tenantId().value();
                row.attachedAt = at;
            }
            fill(row, nic);
            row.position = position;
            row.version = version;
            if (fresh) {
                row.persist();
            }
            histories.show(HISTORY, row.id, at, row);
        }
    }

    @EventHandler
    void on(InstanceChangedHands fact, @Timestamp Instant at, @SequenceNumber Long version) {
        for (NicView row : NicView.<NicView>list("instanceId", fact.instanceId().value())) {
            row.tenantId = fact.toTenantId().value();
            row.version = version;
            histories.show(HISTORY, row.id, at, row);
        }
    }

    private static void fill(NicView row, Nic nic) {
        row.purpose = nic.purpose().name();
        row.primary = nic.primary();
        row.label = nic.label();
        row.ipamAddress = nic.ipamAddress();
        row.vlanId = number(nic.vlanId());
        row.vpcId = number(nic.vpcId());
        row.subnetId = number(nic.subnetId());
        row.segment = nic.segment();
        row.assignmentId = number(nic.assignmentId());
        row.address = nic.address();
        row.prefixLength = nic.prefixLength();
        row.natAddress = nic.natAddress();
    }

    private static @Nullable Long number(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
