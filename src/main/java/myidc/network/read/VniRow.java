package myidc.network.read;

import org.jspecify.annotations.Nullable;

/** A VNI that was given out as screens show it. */
public record VniRow(
        long id,
        long version,
        long siteId,
        long number,
        String holder,
        @Nullable String note) implements Shelved {}
