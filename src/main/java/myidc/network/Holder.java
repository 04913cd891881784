package myidc.network;

import java.time.Instant;
import myidc.shared.Check;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who is to have an address, and what for.
 *
 * @param name such as {@code instance-42}
 * @param tenantId whose it is; null when it is the house's own
 * @param expiresAt when it goes back by itself; null when it does not
 */
public record Holder(
        String name,
        @Nullable TenantId tenantId,
        @Nullable String note,
        AddressRole role,
        @Nullable Instant expiresAt) {
    public Holder {
        name = Check.text("holder", name, 80);
        note = Check.optionalText("note", note, 200);
    }

    /** For a host's ordinary use, until given back. */
    public Holder(String name, @Nullable TenantId tenantId, @Nullable String note) {
        this(name, tenantId, note, AddressRole.HOST, null);
    }
}
