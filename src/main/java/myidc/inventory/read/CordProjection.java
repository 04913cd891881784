package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.inventory.event.CordEvent.CordPlugged;
import myidc.inventory.event.CordEvent.CordPulled;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link CordView} and what it showed before; a pulled cord is shown no more. */
@Singleton
@ProcessingGroup("inventory.read")
public final class CordProjection implements Projection {
    static final String HISTORY = "cord";

    private final Histories histories;

    CordProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.cords";
    }

    @Override
    public List<String> tables() {
        return List.of("cord_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(CordPlugged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        CordView cord = new CordView();
        cord.id = fact.cordId().value();
        cord.version = version;
        cord.deviceId = fact.deviceId().value();
        cord.psu = fact.psu();
        cord.nodeId = fact.powerNodeId().value();
        cord.outlet = fact.outlet();
        cord.pluggedAt = at;
        cord.persist();
        histories.show(HISTORY, cord.id, at, cord);
    }

    @EventHandler
    void on(CordPulled fact, @Timestamp Instant at) {
        CordView.deleteById(fact.cordId().value());
        histories.end(HISTORY, fact.cordId().value(), at);
    }
}
