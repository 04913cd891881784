package myidc.api.tenant.linode;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import myidc.compute.MaintenancePolicy;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** Policies of maintenance in Linode's words. */
public final class PolicyWords {
    private static final String PREFIX = "linode/";

    private PolicyWords() {}

    /** The policy as it stands on the wire, by the name of a {@link MaintenancePolicy}. */
    public static String shown(String policy) {
        return PREFIX + policy.toLowerCase(Locale.ROOT);
    }

    static MaintenancePolicy read(String sent) {
        return Arrays.stream(MaintenancePolicy.values())
                .filter(policy -> shown(policy.name()).equals(sent))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "maintenance_policy",
                        "maintenance_policy must be one of "
                                + Arrays.stream(MaintenancePolicy.values())
                                        .map(policy -> shown(policy.name()))
                                        .collect(Collectors.joining(", "))));
    }
}
