package myidc.network.event;

import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/** The life of a VRF, a routing table of its own. */
public sealed interface VrfEvent {
    VrfId vrfId();

    /**
     * A routing table is there from now on.
     *
     * @param routeDistinguisher such as {@code 65000:12}; null when it has none
     * @param duplicates whether the same prefix and address may be in it more than once
     */
    record VrfDefined(
            VrfId vrfId,
            String name,
            @Nullable String routeDistinguisher,
            boolean duplicates,
            @Nullable String description)
            implements VrfEvent {}

    /** Its name and what is said of it are now these. */
    record VrfDescribed(
            VrfId vrfId,
            String name,
            @Nullable String routeDistinguisher,
            @Nullable String description) implements VrfEvent {}

    record VrfRetired(VrfId vrfId, String name) implements VrfEvent {}
}
