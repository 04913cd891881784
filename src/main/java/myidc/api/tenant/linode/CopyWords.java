package myidc.api.tenant.linode;

import java.util.Objects;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceState;
import myidc.compute.event.CopyKind;
import myidc.compute.read.InstanceView;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** How disks are copied, in words beyond Linode's contract. */
final class CopyWords {
    private static final String FIELD = "copy";

    private CopyWords() {}

    /** Null where nothing is said, which leaves it to the machine room. */
    static @Nullable CopyKind read(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        return switch (sent) {
            case "linked" -> CopyKind.LINKED;
            case "full" -> CopyKind.FULL;
            default -> throw Refused.field(CommonRefusal.INVALID_FIELD, FIELD, FIELD + " must be linked or full");
        };
    }

    /** The one host that a new guest may be on, where its disks are to be linked; null for any. */
    static @Nullable HostId beside(InstanceView source, @Nullable String sent, SiteId site) {
        if (read(sent) != CopyKind.LINKED) {
            return null;
        }
        if (source.siteId != site.value()) {
            throw refused("in another region than its own");
        }
        return hostOf(source);
    }

    /** Refuses a link to disks of another host's. */
    static void mayLink(InstanceView source, @Nullable String sent, InstanceView target) {
        if (read(sent) != CopyKind.LINKED) {
            return;
        }
        hostOf(source);
        if (!Objects.equals(source.hostId, target.hostId)) {
            throw refused("onto Linode " + target.id + ", which is on another host");
        }
    }

    private static HostId hostOf(InstanceView source) {
        Long host = source.hostId;
        if (host == null || !source.status.equals(InstanceState.OFFLINE.name())) {
            throw refused("before it is shut down");
        }
        return new HostId(host);
    }

    private static Refused refused(String where) {
        return Refused.field(
                ComputeRefusal.COPY_NOT_LINKABLE, FIELD, "copy cannot be linked: the Linode is not copied so " + where);
    }
}
