package myidc.platform.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What every fact carries: who did it, from where, by which request, and why. The cause is the message that led to it,
 * as {@code Name:identifier}: the command of a fact, the fact of a policy's command.
 */
public final class WhoAndWhy implements CorrelationDataProvider {
    public static final String WHO = "who";
    public static final String FROM = "from";
    public static final String REQUEST = "request";
    public static final String CAUSE = "cause";

    /** On commands alone: the number of the tenant whose user sent it. */
    public static final String TENANT = "tenant";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> data = new HashMap<>();
        for (String key : new String[] {WHO, FROM, REQUEST}) {
            Object value = message.getMetaData().get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        String itself = message.getPayloadType().getSimpleName() + ":" + message.getIdentifier();
        Object earlier = message.getMetaData().get(CAUSE);
        data.put(CAUSE, message instanceof CommandMessage<?> && earlier != null ? earlier : itself);
        return data;
    }
}
