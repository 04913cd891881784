package myidc.platform.ops;

import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log that a browser left while hints were being sent to it. Hints come from memory, so that an {@link IOException}
 * is the connection's; what Netty says afterwards is of the same write.
 */
@LoggingFilter(name = "left-connections")
public final class LeftConnections implements Filter {
    private static final String HINTS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";
    private static final String WRITES = "io.netty.channel.AbstractChannelHandlerContext";
    private static final String FAILED_TWICE = "Failed to mark a promise as failure because it has failed already";

    @Override
    public boolean isLoggable(LogRecord said) {
        String by = said.getLoggerName();
        if (HINTS.equals(by)) {
            return !(said.getThrown() instanceof IOException);
        }
        return !(WRITES.equals(by) && String.valueOf(said.getMessage()).startsWith(FAILED_TWICE));
    }
}
