package myidc.driver.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.compute.event.Deviation;
import myidc.compute.port.MachineRoom.Guest;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;

/**
 * What a guest's document says of its size, disks and interfaces, kept in that document as it was told, so that one that
 * somebody changes differs from itself. Volumes come and go by themselves and are left out.
 */
final class ToldGuest {
    private static final String NAMESPACE = "https://myidc.invalid/told/1";

    private static final String VOLUME = "volume-";

    private ToldGuest() {}

    /** The document, which says beside what it says now. */
    static String in(String document) {
        Map<String, String> told = parts(document);
        String metadata = Xml.document(
                "metadata",
                inside -> inside.element(
                        "told",
                        each -> told.forEach((part, value) -> each.value("part", value, "name", part)),
                        "xmlns",
                        NAMESPACE));
        return DeviceChange.beside(document, metadata);
    }

    /**
     * In what a guest is defined otherwise than it was, or its files are of other sizes; nothing where it is not there.
     *
     * @param filter its filter as it was set; null where that is not known, and then nothing is said of it
     */
    static List<Deviation> deviations(Connect host, Guest guest, @Nullable String filter) throws LibvirtException {
        Domain domain = LibvirtRoom.find(host, guest.id());
        if (domain == null) {
            return List.of();
        }
        List<Deviation> deviations = deviations(domain.getXMLDesc(GuestXml.INACTIVE));
        HostKind kind = HostKind.of(host);
        Deviation sizes = kind.files() ? new GuestDisks(host, kind).sizes(guest) : null;
        if (sizes != null && deviations.stream().noneMatch(each -> each.part().equals(sizes.part()))) {
            deviations.add(sizes);
        }
        Deviation other = filter == null || !kind.filters()
                ? null
                : SeenFilter.of(host, guest.id(), domain).otherwiseThan(filter);
        if (other != null) {
            deviations.add(other);
        }
        return deviations;
    }

    /** In what the document is otherwise than it says it was told; nothing when it does not say. */
    private static List<Deviation> deviations(String document) {
        Map<String, String> seen = parts(document);
        List<Deviation> deviations = new ArrayList<>();
        for (Element told : told(document)) {
            String part = told.getAttribute("name");
            String booked = told.getTextContent();
            String there = seen.getOrDefault(part, "");
            if (!there.equals(booked)) {
                deviations.add(new Deviation(part, booked, there));
            }
        }
        return deviations;
    }

    private static List<Element> told(String document) {
        return GuestXml.children(Xml.read(document).getDocumentElement(), "metadata").stream()
                .flatMap(metadata -> GuestXml.children(metadata, "told").stream())
                .filter(told -> told.getAttribute("xmlns").equals(NAMESPACE))
                .flatMap(told -> GuestXml.children(told, "part").stream())
                .toList();
    }

    private static Map<String, String> parts(String document) {
        Element domain = Xml.read(document).getDocumentElement();
        Map<String, String> parts = new TreeMap<>();
        for (Element vcpu : GuestXml.children(domain, "vcpu")) {
            String current = vcpu.getAttribute("current");
            parts.put("PROCESSORS", current.isEmpty() ? vcpu.getTextContent().strip() : current);
        }
        for (Element memory : GuestXml.children(domain, "memory")) {
            parts.put("MEMORY", Long.parseLong(memory.getTextContent().strip()) / 1_024 + " MiB");
        }
        parts.put(
                "DISKS",
                GuestXml.targets(document).keySet().stream()
                        .map(ToldGuest::file)
                        .filter(file -> !file.startsWith(VOLUME))
                        .sorted()
                        .collect(Collectors.joining(", ")));
        parts.put(
                "INTERFACES",
                GuestXml.children(domain, "devices").stream()
                        .flatMap(devices -> GuestXml.children(devices, "interface").stream())
                        .map(nic -> GuestXml.attribute(nic, "mac", "address") + " " + end(nic))
                        .collect(Collectors.joining(", ")));
        return parts;
    }

    /** The bridge or network that an interface is at. */
    private static String end(Element nic) {
        String bridge = GuestXml.attribute(nic, "source", "bridge");
        return bridge.isEmpty() ? GuestXml.attribute(nic, "source", "network") : bridge;
    }

    private static String file(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }

    /** Sizes of files that are not as they are to be; null when all are. */
    static @Nullable Deviation sizes(Map<String, String> booked, Map<String, String> seen) {
        return booked.equals(seen) ? null : new Deviation("DISKS", text(booked), text(seen));
    }

    private static String text(Map<String, String> files) {
        return files.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
