package myidc.network.read;

import org.jspecify.annotations.Nullable;

/** A VRF as screens show it. */
public record VrfRow(
        long id,
        long version,
        String name,
        @Nullable String routeDistinguisher,
        boolean duplicates,
        @Nullable String description)
        implements Shelved {}
