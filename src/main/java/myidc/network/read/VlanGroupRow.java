package myidc.network.read;

import org.jspecify.annotations.Nullable;

/** A group of VLANs as screens show it. */
public record VlanGroupRow(
        long id,
        long version,
        @Nullable Long siteId,
        String name,
        int first,
        int last,
        @Nullable String description) implements Shelved {}
