package myidc.network.files;

import myidc.network.GuestMac;
import myidc.network.HostName;
import myidc.network.files.Network.Member;
import org.jspecify.annotations.Nullable;

/** What things are called in files: only letters, digits and hyphens, whatever people called them. */
final class Names {
    private static final String GUEST = "instance-";

    private Names() {}

    /** One DNS label; two holders of one tenant may share it only if they share their label. */
    static String host(Member member) {
        String label = member.label();
        return HostName.label(label == null ? member.holder() : label, HostName.label(member.holder(), "host"));
    }

    /** The label, and whose it is: labels are unique within a tenant alone. */
    static String within(Member member) {
        Long tenant = member.tenant();
        return tenant == null ? host(member) : host(member) + ".t" + tenant;
    }

    /** The hardware address that a guest's number gives it; null of whoever is no guest. */
    static @Nullable String hardware(Member member) {
        if (!member.holder().matches(GUEST + "[0-9]{1,18}")) {
            return null;
        }
        long id = Long.parseLong(member.holder().substring(GUEST.length()));
        return GuestMac.of(id, 0);
    }

    /** Text for a remark on one line. */
    static String remark(String text) {
        return text.replaceAll("[^A-Za-z0-9 ._:/-]", "?");
    }
}
