package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.inventory.event.CableEvent;
import myidc.inventory.event.CordEvent;
import myidc.inventory.event.DeviceEvent;
import myidc.inventory.event.DriftEvent;
import myidc.inventory.event.LayoutEvent;
import myidc.inventory.event.LocationEvent;
import myidc.inventory.event.PartEvent;
import myidc.inventory.event.PowerNodeEvent;
import myidc.inventory.event.RackEvent;
import myidc.inventory.event.ReservationEvent;
import myidc.inventory.event.SiteEvent;
import myidc.platform.axon.AxonModule;

/** What the inventory plugs into Axon. */
@Singleton
final class InventoryModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    private static final List<Class<?>> AGGREGATES = List.of(
            Site.class,
            Location.class,
            Rack.class,
            Reservation.class,
            Device.class,
            Part.class,
            PowerNode.class,
            Cord.class,
            Cable.class,
            Drift.class,
            Layout.class);

    private final Ledgers ledgers;

    InventoryModule(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public String context() {
        return "inventory";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return AGGREGATES.stream().collect(Collectors.toMap(each -> each, each -> SNAPSHOT_AFTER));
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(
                SiteEvent.class,
                LocationEvent.class,
                RackEvent.class,
                ReservationEvent.class,
                DeviceEvent.class,
                PartEvent.class,
                PowerNodeEvent.class,
                CordEvent.class,
                CableEvent.class,
                DriftEvent.class,
                LayoutEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(
                RackSlots.class, ledgers.slots(),
                RackHolds.class, ledgers.holds(),
                LocationTree.class, ledgers.locations(),
                PowerWires.class, ledgers.wires(),
                PowerPlugs.class, ledgers.plugs(),
                CableEnds.class, ledgers.cables(),
                ModuleBays.class, ledgers.modules());
    }

    /** What must be disjoint or a tree, held by PostgreSQL. */
    @Singleton
    record Ledgers(
            RackSlots slots,
            RackHolds holds,
            LocationTree locations,
            PowerWires wires,
            PowerPlugs plugs,
            CableEnds cables,
            ModuleBays modules) {}
}
