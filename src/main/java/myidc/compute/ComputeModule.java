package myidc.compute;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.compute.event.HostEvent;
import myidc.compute.event.InstanceEvent;
import myidc.platform.axon.AxonModule;

/** What compute plugs into Axon. */
@Singleton
final class ComputeModule implements AxonModule {
    @Override
    public String context() {
        return "compute";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of();
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(InstanceEvent.class, HostEvent.class);
    }
}
