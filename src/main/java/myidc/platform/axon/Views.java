package myidc.platform.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;

/**
 * Tells facts to the handlers that write views, in the command's transaction; what one throws fails the command. Axon's
 * subscribing processors would do the same, with a unit of work and a search of all handlers for each group and fact.
 */
final class Views implements Consumer<List<? extends EventMessage<?>>> {
    private final List<AnnotationEventHandlerAdapter> all;
    private final Map<Class<?>, List<AnnotationEventHandlerAdapter>> byFact = new ConcurrentHashMap<>();

    Views(List<Handler> handlers) {
        this.all = handlers.stream().map(AnnotationEventHandlerAdapter::new).toList();
    }

    @Override
    public void accept(List<? extends EventMessage<?>> facts) {
        for (EventMessage<?> fact : facts) {
            for (AnnotationEventHandlerAdapter view : byFact.computeIfAbsent(fact.getPayloadType(), this::hearing)) {
                tell(view, fact);
            }
        }
    }

    private List<AnnotationEventHandlerAdapter> hearing(Class<?> fact) {
        List<AnnotationEventHandlerAdapter> hearing = new ArrayList<>(all);
        hearing.removeIf(view -> !view.canHandleType(fact));
        return List.copyOf(hearing);
    }

    /** Tells one fact to one handler; its checked exceptions come wrapped. */
    static void tell(AnnotationEventHandlerAdapter handler, EventMessage<?> fact) {
        try {
            handler.handle(fact);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A view could not be written", e);
        }
    }
}
