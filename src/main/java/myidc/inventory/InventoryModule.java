package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.inventory.event.CableEvent;
import myidc.inventory.event.CordEvent;
import myidc.inventory.event.DeviceEvent;
import myidc.inventory.event.DriftEvent;
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
        return Map.of(
                Site.class,
                SNAPSHOT_AFTER,
                Location.class,
                SNAPSHOT_AFTER,
                Rack.class,
                SNAPSHOT_AFTER,
                Reservation.class,
                SNAPSHOT_AFTER,
                Device.class,
                SNAPSHOT_AFTER,
                Part.class,
                SNAPSHOT_AFTER,
                PowerNode.class,
                SNAPSHOT_AFTER,
                Cord.class,
                SNAPSHOT_AFTER,
                Cable.class,
                SNAPSHOT_AFTER,
                Drift.class,
                SNAPSHOT_AFTER);
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
                DriftEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(
                RackSlots.class, ledgers.slots(),
                RackHolds.class, ledgers.holds(),
                LocationTree.class, ledgers.locations(),
                PowerWires.class, ledgers.wires(),
                PowerPlugs.class, ledgers.plugs(),
                CableEnds.class, ledgers.cables());
    }

    /** What must be disjoint or a tree, held by PostgreSQL. */
    @Singleton
    record Ledgers(
            RackSlots slots,
            RackHolds holds,
            LocationTree locations,
            PowerWires wires,
            PowerPlugs plugs,
            CableEnds cables) {}
}
