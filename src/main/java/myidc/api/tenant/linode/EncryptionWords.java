package myidc.api.tenant.linode;

import myidc.compute.ComputeRefusal;
import myidc.compute.read.InstanceView;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Whether disks are encrypted, in Linode's words. */
final class EncryptionWords {
    static final String FIELD = "disk_encryption";
    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";

    private EncryptionWords() {}

    static String shown(boolean encrypted) {
        return encrypted ? ENABLED : DISABLED;
    }

    /** Null where nothing is said. */
    static @Nullable Boolean read(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        return switch (sent) {
            case ENABLED -> true;
            case DISABLED -> false;
            default -> throw Refused.field(CommonRefusal.INVALID_FIELD, FIELD, FIELD + " must be enabled or disabled");
        };
    }

    /** What disks hold that were promised to be encrypted goes onto no other disks of a guest that is there. */
    static void keep(InstanceView source, InstanceView target) {
        if (source.encrypted && !target.encrypted) {
            throw Refused.field(
                    ComputeRefusal.ENCRYPTION_WOULD_END,
                    "linode_id",
                    "linode_id must be a Linode with disk_encryption enabled, as Linode " + source.id + " has it");
        }
    }
}
