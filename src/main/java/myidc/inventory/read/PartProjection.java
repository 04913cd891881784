package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.PartEvent.PartInstalled;
import myidc.inventory.event.PartEvent.PartMoved;
import myidc.inventory.event.PartEvent.PartReceived;
import myidc.inventory.event.PartEvent.PartRemoved;
import myidc.inventory.event.PartEvent.PartRetired;
import myidc.inventory.event.PartEvent.PartTyped;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PartView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class PartProjection implements Projection {
    static final String HISTORY = "part";

    private final Histories histories;

    PartProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.parts";
    }

    @Override
    public List<String> tables() {
        return List.of("part_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(PartReceived fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PartView part = new PartView();
        part.id = fact.partId().value();
        part.version = version;
        part.kind = fact.kind().name();
        part.manufacturer = fact.manufacturer();
        part.model = fact.model();
        part.serial = fact.serial();
        part.capacity = fact.capacity();
        part.state = "IN_STORE";
        part.receivedAt = at;
        part.persist();
        histories.show(HISTORY, part.id, at, part);
    }

    @EventHandler
    void on(PartTyped fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.partId(), at, version, part -> part.moduleTypeId = fact.moduleTypeId());
    }

    @EventHandler
    void on(PartInstalled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.partId(), at, version, part -> sit(part, fact.deviceId(), fact.slot(), at));
    }

    @EventHandler
    void on(PartMoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.partId(), at, version, part -> sit(part, fact.deviceId(), fact.slot(), at));
    }

    @EventHandler
    void on(PartRemoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.partId(), at, version, part -> {
            part.state = "IN_STORE";
            part.deviceId = null;
            part.slot = null;
            part.installedAt = null;
        });
    }

    @EventHandler
    void on(PartRetired fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.partId(), at, version, part -> {
            part.state = "RETIRED";
            part.retiredAt = at;
        });
    }

    private static void sit(PartView part, DeviceId device, String slot, Instant at) {
        part.state = "INSTALLED";
        part.deviceId = device.value();
        part.slot = slot;
        part.installedAt = at;
    }

    private void change(PartId id, Instant at, long version, Consumer<PartView> what) {
        PartView part = PartView.findById(id.value());
        what.accept(part);
        part.version = version;
        histories.show(HISTORY, part.id, at, part);
    }
}
