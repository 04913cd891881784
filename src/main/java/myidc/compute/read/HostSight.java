package myidc.compute.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected host as it was last seen.
 *
 * @param storageFound what its pools for guests lie on: DM_CRYPT, NO_DM_CRYPT, or UNKNOWN where nobody could look
 * @param storagePools each pool with what was found, a line each
 * @param failures how often in a row it gave no answer
 * @param drift guests that are otherwise than the book has them, at most 1,000
 */
public record HostSight(
        String uri,
        @Nullable Instant lookedAt,
        @Nullable Instant answeredAt,
        @Nullable String name,
        @Nullable String software,
        @Nullable Integer vcpus,
        @Nullable Long memoryMb,
        @Nullable Long diskMb,
        @Nullable String storageFound,
        @Nullable String storagePools,
        int failures,
        @Nullable String error,
        List<Drift> drift) {
    /**
     * A guest that is otherwise on the host than in the book.
     *
     * @param booked its status in the book; null when the book has it not on this host
     * @param seen RUNNING, OFF or ABSENT
     */
    public record Drift(long instanceId, @Nullable String booked, String seen) {}
}
