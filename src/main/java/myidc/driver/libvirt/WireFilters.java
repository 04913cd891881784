package myidc.driver.libvirt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.Wire;
import myidc.network.GuestMac;
import myidc.shared.id.InstanceId;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What holds a guest's interfaces to their own addresses of IPv4: parameters of its filter, each interface's own. In a VLAN
 * the tenant gives addresses, so only the MAC is held to.
 */
final class WireFilters {
    static final String MAC_ALONE = "no-mac-spoofing";
    private static final String REFERENCE = "filterref";

    /** Without any address libvirt would take the first that it sees for the interface's own. */
    private static final String NONE = "0.0.0.0";

    /** VIR_DOMAIN_AFFECT_LIVE and VIR_DOMAIN_AFFECT_CONFIG. */
    private static final int LIVE = 1;

    private static final int FROM_NEXT_START = 2;

    private final InstanceId guest;
    private final String publicBridge;

    WireFilters(InstanceId guest, String publicBridge) {
        this.guest = guest;
        this.publicBridge = publicBridge;
    }

    static void reference(Xml nic, InstanceId guest, Wire wire) {
        nic.element(
                REFERENCE,
                filter -> addresses(wire).stream()
                        .sorted()
                        .forEach(each -> filter.empty("parameter", "name", "IP", "value", each)),
                "filter",
                name(guest, wire));
    }

    private static String name(InstanceId guest, Wire wire) {
        return wire.purpose() == Purpose.VLAN ? MAC_ALONE : FilterXml.name(guest);
    }

    private static Set<String> addresses(Wire wire) {
        if (wire.purpose() == Purpose.VLAN) {
            return Set.of();
        }
        Set<String> own =
                wire.sources().stream().filter(each -> each.indexOf(':') < 0).collect(Collectors.toSet());
        return own.isEmpty() ? Set.of(NONE) : own;
    }

    /** Has the interfaces that the guest has, now and from its next start on, let these addresses of theirs out. */
    void renew(Domain domain, List<Wire> wires) throws LibvirtException {
        if (domain.isActive() == 1) {
            renew(domain, wires, LIVE, 0);
        }
        renew(domain, wires, FROM_NEXT_START, GuestXml.INACTIVE);
    }

    private void renew(Domain domain, List<Wire> wires, int flags, int of) throws LibvirtException {
        Map<String, Wire> byMac = new HashMap<>();
        for (int index = 0; index < wires.size(); index++) {
            byMac.put(GuestMac.of(guest.value(), index), wires.get(index));
        }
        Document document = Xml.read(domain.getXMLDesc(of));
        for (Element devices : GuestXml.children(document.getDocumentElement(), "devices")) {
            for (Element nic : GuestXml.children(devices, "interface")) {
                Wire wire = byMac.get(GuestXml.attribute(nic, "mac", "address"));
                if (wire != null && isOf(nic, wire) && !holds(nic, wire)) {
                    domain.updateDeviceFlags(renewed(document, nic, wire), flags);
                }
            }
        }
    }

    /** An interface that is to lead elsewhere from the next start on is as it was until then. */
    private boolean isOf(Element nic, Wire wire) {
        return GuestXml.attribute(nic, "source", "bridge").equals(GuestXml.bridge(wire, publicBridge));
    }

    private boolean holds(Element nic, Wire wire) {
        Set<String> present = new HashSet<>();
        for (Element filter : GuestXml.children(nic, REFERENCE)) {
            GuestXml.children(filter, "parameter").forEach(each -> present.add(each.getAttribute("value")));
        }
        return GuestXml.attribute(nic, REFERENCE, "filter").equals(name(guest, wire))
                && present.equals(addresses(wire));
    }

    private String renewed(Document document, Element nic, Wire wire) {
        GuestXml.children(nic, REFERENCE).forEach(nic::removeChild);
        String written = Xml.document("interface", fresh -> reference(fresh, guest, wire));
        Element fresh = GuestXml.children(Xml.read(written).getDocumentElement(), REFERENCE)
                .getFirst();
        nic.appendChild(document.importNode(fresh, true));
        return DeviceChange.text(nic);
    }
}
