package myidc.compute;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import myidc.compute.event.Nic;
import myidc.compute.event.Nic.Purpose;
import myidc.shared.Refused;

/** What interfaces a guest may have together, after Linode's reference of POST /linode/instances/{linodeId}/configs. */
final class InterfaceRules {
    private static final int INTERFACES_MAX = 3;

    private InterfaceRules() {}

    /** The interfaces, if they may be had together; without a primary one the first that leads out of a VLAN is it. */
    static List<Nic> held(List<Nic> wanted) {
        if (wanted.size() > INTERFACES_MAX) {
            throw invalid("interfaces", "interfaces must be at most " + INTERFACES_MAX);
        }
        Set<Object> seen = new HashSet<>();
        int primaries = 0;
        for (int i = 0; i < wanted.size(); i++) {
            Nic nic = wanted.get(i);
            Object network = nic.purpose() == Purpose.VLAN ? String.valueOf(nic.vlanId()) : nic.purpose();
            if (!seen.add(network)) {
                throw invalid(
                        "interfaces[" + i + "].purpose",
                        nic.purpose() == Purpose.VLAN
                                ? "interfaces must not lead to one VLAN twice"
                                : "interfaces must have at most one with purpose "
                                        + nic.purpose().name().toLowerCase(java.util.Locale.ROOT));
            }
            primaries += nic.primary() ? 1 : 0;
            if (nic.primary() && (nic.purpose() == Purpose.VLAN || primaries > 1)) {
                throw invalid(
                        "interfaces[" + i + "].primary",
                        "interfaces must have at most one that is primary, and none with purpose vlan");
            }
        }
        return primaries > 0 ? List.copyOf(wanted) : withPrimary(wanted);
    }

    private static List<Nic> withPrimary(List<Nic> wanted) {
        Nic first = wanted.stream()
                .filter(nic -> nic.purpose() != Purpose.VLAN)
                .findFirst()
                .orElse(null);
        return wanted.stream()
                .map(nic -> nic.equals(first) ? nic.primary(true) : nic)
                .toList();
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(ComputeRefusal.INTERFACE_INVALID, field, rule);
    }
}
