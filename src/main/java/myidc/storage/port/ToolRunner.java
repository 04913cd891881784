package myidc.storage.port;

import java.time.Duration;
import java.util.List;
import myidc.storage.event.CollectionFailure;
import org.jspecify.annotations.Nullable;

/** Runs a program here or on a host, and hands over what it prints. It may be asked again and again. */
public interface ToolRunner {
    /** Runs it; the failure names why nothing was printed that is worth reading. */
    String run(Place place, List<String> command) throws ToolFailed;

    /**
     * Where to run it.
     *
     * @param host null for here
     * @param limit after which it is ended
     */
    record Place(@Nullable String host, @Nullable String user, int port, Duration limit) {}

    /** Nothing worth reading was printed. */
    final class ToolFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final CollectionFailure reason;

        public ToolFailed(CollectionFailure reason, String detail) {
            super(detail);
            this.reason = reason;
        }

        public CollectionFailure reason() {
            return reason;
        }
    }
}
