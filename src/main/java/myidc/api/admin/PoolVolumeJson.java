package myidc.api.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a guest in a pool.
 *
 * @param promisedBytes its size; while it is made larger, the size to be
 * @param since when it was placed there
 */
public record PoolVolumeJson(
        long instanceId,
        String label,
        String status,
        long tenantId,
        @Nullable String tenantName,
        @Nullable Long hostId,
        @Nullable String hostName,
        long promisedBytes,
        @Nullable Instant since) {}
