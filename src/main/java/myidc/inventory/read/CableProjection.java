package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.CableEvent.CableConnected;
import myidc.inventory.event.CableEvent.CableRemoved;
import myidc.inventory.event.CableEvent.LinkTested;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.CableId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link CableView} and what it showed before; a cable taken away is shown no more. */
@Singleton
@ProcessingGroup("inventory.read")
public final class CableProjection implements Projection {
    static final String HISTORY = "cable";

    private final Histories histories;

    CableProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.cables";
    }

    @Override
    public List<String> tables() {
        return List.of("cable_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(CableConnected fact, @Timestamp Instant at, @SequenceNumber Long version) {
        CableView cable = new CableView();
        cable.id = fact.cableId().value();
        cable.version = version;
        cable.aDeviceId = fact.a().deviceId().value();
        cable.aPort = fact.a().port();
        cable.bDeviceId = fact.b().deviceId().value();
        cable.bPort = fact.b().port();
        cable.medium = fact.medium();
        cable.label = fact.label();
        cable.lengthM = fact.lengthM();
        cable.contractedMbps = fact.contractedMbps();
        cable.connectedAt = at;
        cable.persist();
        histories.show(HISTORY, cable.id, at, cable);
    }

    @EventHandler
    void on(LinkTested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.cableId(), at, version, cable -> {
            Instant before = cable.testedAt;
            if (before == null || !fact.testedAt().isBefore(before)) {
                cable.testedAt = fact.testedAt();
                cable.testTool = fact.tool();
                cable.sentMbps = fact.sentMbps();
                cable.receivedMbps = fact.receivedMbps();
                cable.retransmits = fact.retransmits();
            }
        });
    }

    @EventHandler
    void on(CableRemoved fact, @Timestamp Instant at) {
        CableView.deleteById(fact.cableId().value());
        histories.end(HISTORY, fact.cableId().value(), at);
    }

    private void change(CableId id, Instant at, long version, Consumer<CableView> what) {
        CableView cable = CableView.findById(id.value());
        what.accept(cable);
        cable.version = version;
        histories.show(HISTORY, cable.id, at, cable);
    }
}
