package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.DeviceEvent.DeviceAttributeSet;
import myidc.inventory.event.DeviceEvent.DeviceBaysFitted;
import myidc.inventory.event.DeviceEvent.DeviceBudgetSet;
import myidc.inventory.event.DeviceEvent.DeviceDrainRequested;
import myidc.inventory.event.DeviceEvent.DeviceInService;
import myidc.inventory.event.DeviceEvent.DeviceMoved;
import myidc.inventory.event.DeviceEvent.DeviceOrdered;
import myidc.inventory.event.DeviceEvent.DevicePortsFitted;
import myidc.inventory.event.DeviceEvent.DevicePurchased;
import myidc.inventory.event.DeviceEvent.DeviceRacked;
import myidc.inventory.event.DeviceEvent.DeviceReceived;
import myidc.inventory.event.DeviceEvent.DeviceRelabelled;
import myidc.inventory.event.DeviceEvent.DeviceRetired;
import myidc.inventory.event.DeviceEvent.DeviceSeated;
import myidc.inventory.event.DeviceEvent.DeviceSerialCorrected;
import myidc.inventory.event.DeviceEvent.DeviceStruck;
import myidc.inventory.event.DeviceEvent.DeviceTenantSet;
import myidc.inventory.event.DeviceEvent.DeviceUnracked;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Face;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link DeviceView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class DeviceProjection implements Projection {
    static final String HISTORY = "device";

    private final Histories histories;

    DeviceProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.devices";
    }

    @Override
    public List<String> tables() {
        return List.of("device_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(DeviceOrdered fact, @Timestamp Instant at, @SequenceNumber Long version) {
        DeviceView device = made(fact.deviceId(), fact.make());
        device.name = fact.name();
        device.assetTag = fact.assetTag();
        device.state = "ORDERED";
        device.orderedAt = at;
        device.version = version;
        device.persist();
        histories.show(HISTORY, device.id, at, device);
    }

    @EventHandler
    void on(DeviceReceived fact, @Timestamp Instant at, @SequenceNumber Long version) {
        DeviceView known = DeviceView.findById(fact.deviceId().value());
        DeviceView device = known == null ? made(fact.deviceId(), fact.make()) : known;
        device.name = fact.name();
        device.serial = fact.serial();
        device.assetTag = fact.assetTag();
        device.state = "RECEIVED";
        device.receivedAt = at;
        device.version = version;
        device.persist();
        histories.show(HISTORY, device.id, at, device);
    }

    @EventHandler
    void on(DeviceRelabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.name = fact.name();
            device.assetTag = fact.assetTag();
        });
    }

    @EventHandler
    void on(DeviceRacked fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.state = "RACKED";
            device.rackedAt = at;
            stand(device, fact.rackId(), fact.siteId(), fact.face());
            device.positionU = fact.positionU();
        });
    }

    @EventHandler
    void on(DeviceMoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            stand(device, fact.rackId(), fact.siteId(), fact.face());
            device.positionU = fact.positionU();
        });
    }

    @EventHandler
    void on(DeviceUnracked fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.state = "RECEIVED";
            device.rackedAt = null;
            device.inServiceAt = null;
            stand(device, null, null, null);
        });
    }

    @EventHandler
    void on(DeviceSeated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.state = "RACKED";
            device.rackedAt = at;
            stand(device, fact.rackId(), fact.siteId(), null);
            device.chassisId = fact.chassisId().value();
            device.bay = fact.bay();
        });
    }

    @EventHandler
    void on(DeviceBaysFitted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> device.bays = fact.bays() == 0 ? null : fact.bays());
    }

    @EventHandler
    void on(DevicePurchased fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(
                fact.deviceId(),
                at,
                version,
                device -> device.boughtOn = fact.purchase().boughtOn());
    }

    @EventHandler
    void on(DeviceTenantSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TenantId tenant = fact.tenantId();
        change(fact.deviceId(), at, version, device -> device.tenantId = tenant == null ? null : tenant.value());
    }

    @EventHandler
    void on(DeviceBudgetSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> device.budgetW = fact.budgetW());
    }

    @EventHandler
    void on(DevicePortsFitted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {});
    }

    @EventHandler
    void on(DeviceAttributeSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {});
    }

    @EventHandler
    void on(DeviceSerialCorrected fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> device.serial = fact.serial());
    }

    @EventHandler
    void on(DeviceStruck fact, @Timestamp Instant at) {
        DeviceView.deleteById(fact.deviceId().value());
        histories.end(HISTORY, fact.deviceId().value(), at);
    }

    @EventHandler
    void on(DeviceInService fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.state = "IN_SERVICE";
            device.inServiceAt = at;
        });
    }

    @EventHandler
    void on(DeviceDrainRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> device.state = "DRAINING");
    }

    @EventHandler
    void on(DeviceRetired fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.deviceId(), at, version, device -> {
            device.state = "RETIRED";
            device.retiredAt = at;
            stand(device, null, null, null);
        });
    }

    private static void stand(DeviceView device, @Nullable RackId rack, @Nullable SiteId site, @Nullable Face face) {
        device.rackId = rack == null ? null : rack.value();
        device.siteId = site == null ? null : site.value();
        device.face = face == null ? null : face.name();
        device.positionU = null;
        device.chassisId = null;
        device.bay = null;
    }

    private static DeviceView made(DeviceId id, DeviceMake make) {
        DeviceView device = new DeviceView();
        device.id = id.value();
        device.deviceTypeId = make.deviceTypeId();
        device.manufacturer = make.manufacturer();
        device.model = make.model();
        device.category = make.category();
        device.heightU = make.heightU();
        device.fullDepth = make.fullDepth();
        device.weightKg = make.weightKg();
        device.maxDrawW = make.maxDrawW();
        return device;
    }

    private void change(DeviceId id, Instant at, long version, Consumer<DeviceView> what) {
        DeviceView device = DeviceView.findById(id.value());
        what.accept(device);
        device.version = version;
        histories.show(HISTORY, device.id, at, device);
    }
}
