package myidc.network;

import java.util.List;
import myidc.shared.Check;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/**
 * Where a prefix is filed and for whom.
 *
 * @param vrfId null for the global table
 * @param container whether it holds prefixes instead of giving out addresses
 * @param parentId a container it must be inside; null for wherever it belongs
 * @param tenantId whose it is; null when it is the house's own
 * @param quarantineSeconds how long an address given back rests before it may be given out again
 */
public record Filing(
        @Nullable VrfId vrfId,
        boolean container,
        @Nullable PrefixId parentId,
        @Nullable TenantId tenantId,
        PrefixRole role,
        @Nullable String description,
        long quarantineSeconds) {
    /** A year: whoever wants longer wants a reservation. */
    public static final long QUARANTINE_SECONDS_MAX = 366L * 86_400;

    /** What anybody may use inside their own network: RFC 1918, section 3. */
    public static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

    /** A network of the global table whose addresses go to guests. */
    public static final Filing PLAIN = new Filing(null, false, null, null, PrefixRole.GUESTS, null, 0);

    public Filing {
        description = Check.optionalText("description", description, 200);
        Check.range("quarantineSeconds", quarantineSeconds, 0, QUARANTINE_SECONDS_MAX);
    }

    boolean plain() {
        return equals(PLAIN);
    }
}
