package myidc.network;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.network.event.AssignmentEvent;
import myidc.network.event.PrefixEvent;
import myidc.platform.axon.AxonModule;

/** What the network plugs into Axon. */
@Singleton
final class NetworkModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    private final AddressRoom room;

    NetworkModule(AddressRoom room) {
        this.room = room;
    }

    @Override
    public String context() {
        return "network";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of(Prefix.class, SNAPSHOT_AFTER, Assignment.class, SNAPSHOT_AFTER);
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(PrefixEvent.class, AssignmentEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(AddressRoom.class, room);
    }
}
