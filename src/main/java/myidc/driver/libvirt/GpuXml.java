package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import myidc.compute.event.GpuPart;
import myidc.compute.port.HostProbe.SeenGpu;
import myidc.compute.port.HostProbe.SliceType;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * GPUs in libvirt's documents: as devices of a guest (https://libvirt.org/formatdomain.html, Host device assignment) and of
 * a host (https://libvirt.org/formatnode.html).
 */
final class GpuXml {
    private static final Pattern ADDRESS = Pattern.compile("([0-9a-f]{4}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])");

    /** PCI classes of displays and of accelerators. */
    private static final List<String> CLASSES = List.of("0x03", "0x12");

    private static final String NAMESPACE = "urn:myidc:gpus";

    private GpuXml() {}

    /** The host takes a whole card from its own driver when the guest starts, and gives it back when that ends. */
    static void device(Xml devices, GpuPart part) {
        if (part.sliceType() == null) {
            devices.element(
                    "hostdev",
                    hostdev -> hostdev.element("source", source -> address(source, part.address())),
                    "mode",
                    "subsystem",
                    "type",
                    "pci",
                    "managed",
                    "yes");
        } else {
            devices.element(
                    "hostdev",
                    hostdev -> hostdev.element(
                            "source",
                            source -> source.empty(
                                    "address", "uuid", part.device().toString())),
                    "mode",
                    "subsystem",
                    "type",
                    "mdev",
                    "model",
                    "vfio-pci");
        }
    }

    private static void address(Xml source, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an address on PCI: " + address);
        }
        source.empty(
                "address",
                "domain",
                "0x" + parts.group(1),
                "bus",
                "0x" + parts.group(2),
                "slot",
                "0x" + parts.group(3),
                "function",
                "0x" + parts.group(4));
    }

    /** What a start needs to know of slices, which the host forgets when it is switched off. */
    static void slices(Xml domain, List<GpuPart> parts) {
        List<GpuPart> slices =
                parts.stream().filter(part -> part.sliceType() != null).toList();
        if (!slices.isEmpty()) {
            domain.element(
                    "metadata",
                    metadata -> metadata.element(
                            "gpus",
                            gpus -> slices.forEach(part -> gpus.empty(
                                    "slice",
                                    "uuid",
                                    part.device().toString(),
                                    "card",
                                    part.address(),
                                    "type",
                                    String.valueOf(part.sliceType()))),
                            "xmlns",
                            NAMESPACE));
        }
    }

    /** What {@link #slices} said in a guest's document. */
    static List<Slice> slices(String document) {
        return all(Xml.read(document).getElementsByTagName("slice")).stream()
                .map(slice -> new Slice(
                        UUID.fromString(slice.getAttribute("uuid")),
                        slice.getAttribute("card"),
                        slice.getAttribute("type")))
                .toList();
    }

    /** The GPU that a device of a host is; null when it is something else. */
    static @Nullable SeenGpu seen(String document) {
        Element device = Xml.read(document).getDocumentElement();
        Element pci = GuestXml.children(device, "capability").stream()
                .filter(each -> each.getAttribute("type").equals("pci"))
                .findFirst()
                .orElse(null);
        if (pci == null || CLASSES.stream().noneMatch(text(pci, "class")::startsWith)) {
            return null;
        }
        List<SliceType> types = new ArrayList<>();
        for (Element each : GuestXml.children(pci, "capability")) {
            if (each.getAttribute("type").equals("mdev_types")) {
                GuestXml.children(each, "type")
                        .forEach(type -> types.add(new SliceType(
                                type.getAttribute("id"),
                                text(type, "name"),
                                number(text(type, "availableInstances")))));
            }
        }
        String address = "%04x:%02x:%02x.%x"
                .formatted(
                        number(text(pci, "domain")),
                        number(text(pci, "bus")),
                        number(text(pci, "slot")),
                        number(text(pci, "function")));
        return new SeenGpu(address, text(pci, "vendor"), text(pci, "product"), types);
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.decode(text);
    }

    private static String text(Element parent, String child) {
        return GuestXml.children(parent, child).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    private static List<Element> all(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** A slice of a card, as libvirt makes it. */
    record Slice(UUID device, String card, String type) {
        /** By which libvirt knows the card. */
        String cardName() {
            return "pci_" + card.replaceAll("[:.]", "_");
        }

        String namePrefix() {
            return "mdev_" + device.toString().replace('-', '_');
        }

        String document() {
            return Xml.document("device", device -> {
                device.value("parent", cardName());
                device.element(
                        "capability",
                        capability -> capability.empty("type", "id", type).value("uuid", this.device),
                        "type",
                        "mdev");
            });
        }
    }
}
