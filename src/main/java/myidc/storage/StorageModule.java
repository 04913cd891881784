package myidc.storage;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.platform.axon.AxonModule;
import myidc.storage.event.PoolEvent;
import myidc.storage.event.SketchEvent;
import myidc.storage.event.VolumeEvent;

/** What the storage plugs into Axon. */
@Singleton
final class StorageModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 50;

    @Override
    public String context() {
        return "storage";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of(Pool.class, SNAPSHOT_AFTER, SketchUpload.class, SNAPSHOT_AFTER, Volume.class, SNAPSHOT_AFTER);
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(PoolEvent.class, SketchEvent.class, VolumeEvent.class);
    }
}
