package myidc.platform.axon;

import java.util.List;
import java.util.Map;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** What a context plugs into Axon; every implementation is a bean and is found by type. */
public interface AxonModule {
    /** The context's name in lower case: first part of its facts' stored names. */
    String context();

    /** Aggregate classes with the number of events after which a snapshot is taken. */
    Map<Class<?>, Integer> aggregates();

    /** Sealed interfaces whose permitted records are the context's facts. */
    List<Class<?>> eventFamilies();

    /** What the context's aggregates may take as a parameter of {@code decide}, by type. */
    default Map<Class<?>, Object> components() {
        return Map.of();
    }

    /** Upcasters of this context's facts, oldest first. */
    default List<EventUpcaster> upcasters() {
        return List.of();
    }
}
