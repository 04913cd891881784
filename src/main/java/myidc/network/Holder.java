package myidc.network;

import myidc.shared.Check;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who is to have an address.
 *
 * @param name such as {@code instance-42}
 * @param tenantId whose it is; null when it is the house's own
 */
public record Holder(
        String name, @Nullable TenantId tenantId, @Nullable String note) {
    public Holder {
        name = Check.text("holder", name, 80);
        note = Check.optionalText("note", note, 200);
    }
}
