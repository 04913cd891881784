package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import myidc.inventory.event.DeviceEvent.DeviceAttributeSet;
import myidc.inventory.event.DeviceEvent.DeviceModuleBaysFitted;
import myidc.inventory.event.DeviceEvent.DevicePortsFitted;
import myidc.inventory.event.DeviceEvent.DevicePurchased;
import myidc.inventory.event.DeviceEvent.DeviceStruck;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.DeviceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link DeviceSheetView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class DeviceSheetProjection implements Projection {
    static final String HISTORY = "sheet";

    private final Histories histories;

    DeviceSheetProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.sheets";
    }

    @Override
    public List<String> tables() {
        return List.of("device_sheet_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(DevicePortsFitted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, sheet -> sheet.ports = fact.ports());
    }

    @EventHandler
    void on(DeviceModuleBaysFitted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, sheet -> sheet.moduleBays = fact.bays());
    }

    @EventHandler
    void on(DeviceAttributeSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, sheet -> {
            Map<String, String> attributes = new TreeMap<>(sheet.attributes);
            String value = fact.value();
            if (value == null) {
                attributes.remove(fact.attribute());
            } else {
                attributes.put(fact.attribute(), value);
            }
            sheet.attributes = attributes;
        });
    }

    @EventHandler
    void on(DevicePurchased fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, sheet -> sheet.purchase = fact.purchase());
    }

    @EventHandler
    void on(DeviceStruck fact, @Timestamp Instant at) {
        DeviceSheetView.deleteById(fact.deviceId().value());
        histories.end(HISTORY, fact.deviceId().value(), at);
    }

    private void change(DeviceId id, Instant at, long version, Consumer<DeviceSheetView> what) {
        DeviceSheetView known = DeviceSheetView.findById(id.value());
        DeviceSheetView sheet = known == null ? new DeviceSheetView() : known;
        sheet.id = id.value();
        what.accept(sheet);
        sheet.version = version;
        sheet.persist();
        histories.show(HISTORY, sheet.id, at, sheet);
    }
}
