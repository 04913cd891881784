package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import myidc.compute.event.Deviation;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * What a host has of a guest's filter, a line for each rule and each interface that goes by it, as libvirt tells it: how it
 * writes a filter down is no difference. Rules come in their order, which counts.
 */
final class SeenFilter {
    private static final String PART = "FILTER";
    private static final String INTERFACE = "interface ";
    private static final String GONE = "no filter";

    private final List<String> lines;
    private final List<String> astray;

    private SeenFilter(List<String> lines, List<String> astray) {
        this.lines = lines;
        this.astray = astray;
    }

    static SeenFilter of(Connect host, InstanceId guest, Domain domain) throws LibvirtException {
        List<String> lines = new ArrayList<>(rules(host, guest));
        Map<String, String> configured = interfaces(domain.getXMLDesc(GuestXml.INACTIVE));
        configured.forEach((nic, filter) -> lines.add(INTERFACE + nic + ": " + filter));
        return new SeenFilter(
                lines,
                domain.isActive() == 1
                        ? astray(configured, interfaces(domain.getXMLDesc(0)), FilterXml.name(guest))
                        : List.of());
    }

    /** To be kept once the filter was set. */
    String told() {
        return String.join("\n", lines);
    }

    /** How it is otherwise than it was when it was set; null when it is not. */
    @Nullable
    Deviation otherwiseThan(String told) {
        List<String> before = common(told.lines().toList(), lines);
        List<String> now = common(lines, before);
        if (before.equals(now) && astray.isEmpty()) {
            return null;
        }
        List<String> missing = without(before, now);
        List<String> more = new ArrayList<>(without(now, before));
        more.addAll(astray);
        return missing.isEmpty() && more.isEmpty()
                ? new Deviation(PART, text(before), text(now))
                : new Deviation(PART, text(missing), text(more));
    }

    /** An interface that came or went is no matter of the filter. */
    private static List<String> common(List<String> some, List<String> others) {
        Set<String> known = others.stream().map(SeenFilter::nic).collect(Collectors.toSet());
        return some.stream()
                .filter(each -> !each.startsWith(INTERFACE) || known.contains(nic(each)))
                .toList();
    }

    private static String nic(String line) {
        return line.replaceAll(": .*", "");
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static String text(List<String> lines) {
        return String.join("; ", lines);
    }

    private static List<String> rules(Connect host, InstanceId guest) throws LibvirtException {
        try {
            String document =
                    host.networkFilterLookupByName(FilterXml.name(guest)).getXMLDesc();
            return elements(Xml.read(document).getDocumentElement()).stream()
                    .filter(each -> !each.getTagName().equals("uuid"))
                    .map(SeenFilter::line)
                    .toList();
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_NO_NWFILTER) {
                return List.of(GONE);
            }
            throw e;
        }
    }

    /** A rule or a reference with what it matches. */
    private static String line(Element element) {
        String own = element.getTagName() + attributes(element);
        return elements(element).isEmpty()
                ? own
                : own
                        + elements(element).stream()
                                .map(each -> " " + each.getTagName() + attributes(each))
                                .collect(Collectors.joining());
    }

    private static String attributes(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(attributes::item)
                .map(each -> " " + each.getNodeName() + "=" + each.getNodeValue())
                .sorted()
                .collect(Collectors.joining());
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** By MAC and the bridge that it is at: the filter that an interface goes by, and the addresses that it lets out. */
    private static Map<String, String> interfaces(String document) {
        Map<String, String> interfaces = new TreeMap<>();
        for (Element devices : GuestXml.children(Xml.read(document).getDocumentElement(), "devices")) {
            for (Element nic : GuestXml.children(devices, "interface")) {
                interfaces.put(
                        GuestXml.attribute(nic, "mac", "address") + " " + GuestXml.attribute(nic, "source", "bridge"),
                        filter(nic));
            }
        }
        return interfaces;
    }

    private static String filter(Element nic) {
        return GuestXml.children(nic, "filterref").stream()
                .map(reference -> GuestXml.children(reference, "parameter").stream()
                        .map(each -> " " + each.getAttribute("name") + "=" + each.getAttribute("value"))
                        .sorted()
                        .collect(Collectors.joining("", reference.getAttribute("filter"), "")))
                .findFirst()
                .orElse(GONE);
    }

    /** Interfaces of the running guest that go by another filter than from its next start on; some lead elsewhere from then on. */
    private static List<String> astray(Map<String, String> configured, Map<String, String> running, String own) {
        Map<String, String> astray = new HashMap<>(running);
        astray.entrySet().removeIf(nic -> {
            String next = configured.get(nic.getKey());
            return next == null
                    ? nic.getValue().startsWith(own) || nic.getValue().equals(WireFilters.MAC_ALONE)
                    : nic.getValue().equals(next);
        });
        return astray.entrySet().stream()
                .map(each -> "now " + each.getKey() + " " + each.getValue())
                .sorted()
                .toList();
    }
}
