package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.DriftEvent.DriftAccepted;
import myidc.inventory.event.DriftEvent.DriftFound;
import myidc.inventory.event.DriftEvent.DriftRejected;
import myidc.inventory.event.DriftEvent.DriftSettled;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.DeviceId;
import myidc.shared.id.DriftId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link DriftView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class DriftProjection implements Projection {
    static final String HISTORY = "drift";

    private final Histories histories;

    DriftProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.drifts";
    }

    @Override
    public List<String> tables() {
        return List.of("drift_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(DriftFound fact, @Timestamp Instant at, @SequenceNumber Long version) {
        DriftView known = DriftView.findById(fact.driftId().value());
        DriftView drift = known == null ? new DriftView() : known;
        DeviceId device = fact.deviceId();
        drift.id = fact.driftId().value();
        drift.version = version;
        drift.deviceId = device == null ? null : device.value();
        drift.subject = fact.subject();
        drift.attribute = fact.attribute();
        drift.declared = fact.declared();
        drift.discovered = fact.discovered();
        drift.source = fact.source();
        drift.state = "OPEN";
        drift.foundAt = at;
        drift.decidedAt = null;
        drift.persist();
        histories.show(HISTORY, drift.id, at, drift);
    }

    @EventHandler
    void on(DriftAccepted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.driftId(), at, version, drift -> drift.state = "ACCEPTED");
    }

    @EventHandler
    void on(DriftRejected fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.driftId(), at, version, drift -> drift.state = "REJECTED");
    }

    @EventHandler
    void on(DriftSettled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.driftId(), at, version, drift -> drift.state = "SETTLED");
    }

    private void change(DriftId id, Instant at, long version, Consumer<DriftView> what) {
        DriftView drift = DriftView.findById(id.value());
        what.accept(drift);
        drift.version = version;
        drift.decidedAt = at;
        histories.show(HISTORY, drift.id, at, drift);
    }
}
