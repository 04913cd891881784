package myidc.platform.axon;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored names of facts and aggregates, {@code context.Name}, and the classes they stand for today. */
@Singleton
public final class EventNames {
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final List<Class<?>> facts = new ArrayList<>();

    public EventNames(Instance<AxonModule> modules) {
        for (AxonModule module : modules) {
            for (Class<?> family : module.eventFamilies()) {
                for (Class<?> fact : family.getPermittedSubclasses()) {
                    register(module.context(), fact);
                    facts.add(fact);
                }
            }
            module.aggregates().keySet().forEach(aggregate -> register(module.context(), aggregate));
        }
    }

    private void register(String context, Class<?> type) {
        String name = context + "." + type.getSimpleName();
        Class<?> other = classes.put(name, type);
        if (other != null) {
            throw new IllegalStateException("Two classes are stored as " + name + ": " + other + ", " + type);
        }
        names.put(type, name);
    }

    /** All fact classes, in order of their modules and families. */
    public List<Class<?>> facts() {
        return Collections.unmodifiableList(facts);
    }

    public @Nullable String nameOf(Class<?> type) {
        return names.get(type);
    }

    public @Nullable Class<?> classOf(String name) {
        return classes.get(name);
    }
}
