package myidc.network.read;

import org.jspecify.annotations.Nullable;

/** A range of addresses as screens show it. */
public record RangeRow(
        long id,
        long version,
        long prefixId,
        String first,
        String last,
        String purpose,
        @Nullable String description) implements Shelved {}
