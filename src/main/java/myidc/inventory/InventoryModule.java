package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.inventory.event.DeviceEvent;
import myidc.inventory.event.RackEvent;
import myidc.inventory.event.SiteEvent;
import myidc.platform.axon.AxonModule;

/** What the inventory plugs into Axon. */
@Singleton
final class InventoryModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    private final RackSlots slots;

    InventoryModule(RackSlots slots) {
        this.slots = slots;
    }

    @Override
    public String context() {
        return "inventory";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of(Site.class, SNAPSHOT_AFTER, Rack.class, SNAPSHOT_AFTER, Device.class, SNAPSHOT_AFTER);
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(SiteEvent.class, RackEvent.class, DeviceEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(RackSlots.class, slots);
    }
}
