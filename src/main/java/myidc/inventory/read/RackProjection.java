package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.RackEvent.RackFramed;
import myidc.inventory.event.RackEvent.RackInstalled;
import myidc.inventory.event.RackEvent.RackLimitsSet;
import myidc.inventory.event.RackEvent.RackRenamed;
import myidc.inventory.event.RackEvent.RackRetired;
import myidc.inventory.event.RackEvent.RackSited;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link RackView} and what it showed before; a rack taken down is shown no more. */
@Singleton
@ProcessingGroup("inventory.read")
public final class RackProjection implements Projection {
    static final String HISTORY = "rack";

    private final Histories histories;

    RackProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.racks";
    }

    @Override
    public List<String> tables() {
        return List.of("rack_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(RackInstalled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        RackView rack = new RackView();
        rack.id = fact.rackId().value();
        rack.version = version;
        rack.siteId = fact.siteId().value();
        rack.name = fact.name();
        rack.heightU = fact.heightU();
        rack.weightKgMax = fact.weightKgMax();
        rack.powerWMax = fact.powerWMax();
        rack.installedAt = at;
        rack.persist();
        histories.show(HISTORY, rack.id, at, rack);
    }

    @EventHandler
    void on(RackRenamed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.rackId(), at, version, rack -> rack.name = fact.name());
    }

    @EventHandler
    void on(RackLimitsSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.rackId(), at, version, rack -> {
            rack.heightU = fact.heightU();
            rack.weightKgMax = fact.weightKgMax();
            rack.powerWMax = fact.powerWMax();
        });
    }

    @EventHandler
    void on(RackSited fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.rackId(), at, version, rack -> {
            LocationId location = fact.locationId();
            rack.locationId = location == null ? null : location.value();
            rack.positionInRow = fact.positionInRow();
            rack.xMm = fact.xMm();
            rack.yMm = fact.yMm();
        });
    }

    @EventHandler
    void on(RackFramed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.rackId(), at, version, rack -> {
            rack.numberedTopDown = fact.numberedTopDown();
            rack.widthIn = fact.widthIn();
            rack.outerWidthMm = fact.outerWidthMm();
            rack.outerDepthMm = fact.outerDepthMm();
        });
    }

    @EventHandler
    void on(RackRetired fact, @Timestamp Instant at) {
        RackView.deleteById(fact.rackId().value());
        histories.end(HISTORY, fact.rackId().value(), at);
    }

    private void change(RackId id, Instant at, long version, Consumer<RackView> what) {
        RackView rack = RackView.findById(id.value());
        what.accept(rack);
        rack.version = version;
        histories.show(HISTORY, rack.id, at, rack);
    }
}
