package myidc.inventory.event;

import org.jspecify.annotations.Nullable;

/**
 * A socket for a cable.
 *
 * @param speedMbps contracted rate; null for sockets that have none
 * @param behind the socket of the same device it is wired to inside, as in a patch panel; null when none
 */
public record Port(
        String name,
        PortUse use,
        @Nullable Integer speedMbps,
        @Nullable String behind) {}
