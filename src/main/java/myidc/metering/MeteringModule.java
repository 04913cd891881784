package myidc.metering;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.metering.event.MeterPointEvent;
import myidc.platform.axon.AxonModule;

/** What metering plugs into Axon. */
@Singleton
final class MeteringModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    @Override
    public String context() {
        return "metering";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of(MeterPoint.class, SNAPSHOT_AFTER);
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(MeterPointEvent.class);
    }
}
