package myidc.network.event;

import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;
import org.jspecify.annotations.Nullable;

/** The life of a VXLAN network identifier that was given out. */
public sealed interface VniEvent {
    VniId vniId();

    /**
     * A VNI was given out.
     *
     * @param number the VNI, used once at its site
     * @param holder who has it, such as {@code vpc-7} or a person's key
     */
    record VniTaken(
            VniId vniId,
            SiteId siteId,
            long number,
            String holder,
            @Nullable String note) implements VniEvent {}

    record VniGivenBack(VniId vniId, SiteId siteId, long number, String holder) implements VniEvent {}
}
