package myidc.network.read;

import org.jspecify.annotations.Nullable;

/** A VLAN as screens show it. */
public record VlanRow(
        long id,
        long version,
        long groupId,
        @Nullable Long siteId,
        int number,
        String name,
        @Nullable Long tenantId,
        @Nullable String description)
        implements Shelved {}
