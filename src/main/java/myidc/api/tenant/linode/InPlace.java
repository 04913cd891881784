package myidc.api.tenant.linode;

import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.compute.read.InstanceView;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Whether an address and a guest are of one kind and one region. */
final class InPlace {
    private InPlace() {}

    static void check(Held held, InstanceView guest) {
        if (!held.region().equals(guest.region) && !held.region().equals(guest.regionShown())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "address",
                    "address " + held.row().address + " and Linode " + guest.id + " must be in one region");
        }
    }

    static void ipv4(@Nullable String type) {
        if (!"ipv4".equals(type)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "type", "type must be ipv4");
        }
    }
}
