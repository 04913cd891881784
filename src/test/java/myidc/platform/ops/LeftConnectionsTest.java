package myidc.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeftConnectionsTest {
    private static final String HINTS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";
    private static final String WRITES = "io.netty.channel.AbstractChannelHandlerContext";

    @Test
    void onlyThatABrowserLeftIsKeptOut() {
        assertThat(isLogged(HINTS, "not sent", new ClosedChannelException())).isFalse();
        assertThat(isLogged(HINTS, "not sent", new IOException("Broken pipe"))).isFalse();
        assertThat(isLogged(HINTS, "not sent", new IllegalStateException("a fault")))
                .isTrue();
        assertThat(isLogged(HINTS, "not sent", null)).isTrue();
        assertThat(isLogged(WRITES, "Failed to mark a promise as failure because it has failed already: it, why", null))
                .isFalse();
        assertThat(isLogged(WRITES, "An exception was thrown by a handler", new IOException()))
                .isTrue();
        assertThat(isLogged("myidc.compute", "not read", new IOException())).isTrue();
    }

    private static boolean isLogged(String logger, String message, @Nullable Throwable why) {
        LogRecord said = new LogRecord(Level.SEVERE, message);
        said.setLoggerName(logger);
        said.setThrown(why);
        return new LeftConnections().isLoggable(said);
    }
}
