package myidc.platform.axon;

import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a poisonous event from blocking its segment. An SQL error aborts PostgreSQL's transaction, so the letter could
 * not be parked in it: once a batch of a group has rolled back, each handler of that group runs in a transaction of its
 * own for a while; the poison fails inside it and is parked outside. Handlers must therefore be idempotent.
 */
final class IsolatingHandlers implements HandlerEnhancerDefinition {
    private static final long ISOLATION_NANOS = Duration.ofSeconds(30).toNanos();

    private final TransactionManager jta;
    private final Map<String, Long> isolatedSince = new ConcurrentHashMap<>();

    IsolatingHandlers(TransactionManager jta) {
        this.jta = jta;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        ProcessingGroup group = original.declaringClass().getAnnotation(ProcessingGroup.class);
        boolean streaming = group != null && !AxonWiring.inTheCommandsTransaction(group.value());
        return streaming && original.canHandleMessageType(EventMessage.class)
                ? new Isolating<>(original, group.value())
                : original;
    }

    private boolean isolated(String group) {
        Long since = isolatedSince.get(group);
        return since != null && System.nanoTime() - since < ISOLATION_NANOS;
    }

    private final class Isolating<T> extends WrappedMessageHandlingMember<T> {
        private final MessageHandlingMember<T> handler;
        private final String group;

        Isolating(MessageHandlingMember<T> handler, String group) {
            super(handler);
            this.handler = handler;
            this.group = group;
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            MDC.put("cause", message.getIdentifier());
            try {
                return joinedOrAlone(message, target);
            } finally {
                MDC.remove("cause");
            }
        }

        private @Nullable Object joinedOrAlone(Message<?> message, @Nullable T target) throws Exception {
            if (!isolated(group)) {
                CurrentUnitOfWork.ifStarted(
                        unit -> unit.root().onRollback(u -> isolatedSince.put(group, System.nanoTime())));
                return handler.handle(message, target);
            }
            Transaction outer = jta.suspend();
            try {
                jta.begin();
                Object result;
                try {
                    result = handler.handle(message, target);
                } catch (Exception e) {
                    jta.rollback();
                    throw e;
                }
                jta.commit();
                return result;
            } finally {
                if (outer != null) {
                    jta.resume(outer);
                }
            }
        }
    }
}
