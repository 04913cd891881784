package myidc.storage.event;

import org.jspecify.annotations.Nullable;

/**
 * What a pool's tools say of one volume, in bytes; null is unknown.
 *
 * @param parent what it was cloned from
 * @param provisionedBytes what it may grow to
 * @param logicalBytes what is written in it
 * @param reclaimableBytes what deleting it alone would free
 */
public record VolumeFigures(
        String name,
        @Nullable String parent,
        @Nullable Long provisionedBytes,
        @Nullable Long logicalBytes,
        @Nullable Long reclaimableBytes) {}
