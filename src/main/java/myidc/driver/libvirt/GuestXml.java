package myidc.driver.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Wire;
import myidc.driver.libvirt.GuestLayout.Attached;
import myidc.network.GuestMac;
import myidc.shared.id.InstanceId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A guest as libvirt's document: https://libvirt.org/formatdomain.html. */
final class GuestXml {
    private static final Pattern NAME = Pattern.compile("instance-[1-9][0-9]{0,17}");
    private static final long KIB_PER_MIB = 1_024;
    private static final int STATISTICS_EVERY_SECONDS = 2;

    /** What VXLAN leaves of 1500 octets: the networks between hosts are made with it. */
    private static final String MTU_BETWEEN_HOSTS = "1450";

    /** VIR_DOMAIN_XML_INACTIVE: as the guest is from its next start on. */
    static final int INACTIVE = 2;

    private GuestXml() {}

    static String name(InstanceId guest) {
        return "instance-" + guest.value();
    }

    /** The guest that a name of a host's is about; null when it is none of the book's. */
    static @Nullable InstanceId guest(String name) {
        return NAME.matcher(name).matches()
                ? new InstanceId(Long.parseLong(name.substring(name.indexOf('-') + 1)))
                : null;
    }

    /** The same for each guest at all times, so that defining it again changes it. */
    static UUID uuid(InstanceId guest) {
        return UUID.nameUUIDFromBytes(("myidc/" + name(guest)).getBytes(StandardCharsets.UTF_8));
    }

    /** A guest without interfaces has one to the public network. */
    static List<Wire> wires(Guest guest) {
        return guest.wires().isEmpty()
                ? List.of(new Wire(Purpose.PUBLIC, null, guest.address(), null, true))
                : guest.wires();
    }

    /** @param growsFromMb how much memory a guest has at least that may become larger while it runs */
    static String of(Guest guest, HostKind kind, GuestLayout layout, HostNet net, long growsFromMb) {
        return Xml.document(
                "domain",
                domain -> {
                    domain.value("name", name(guest.id()));
                    domain.value("uuid", uuid(guest.id()));
                    GpuXml.slices(domain, guest.gpus());
                    domain.value("memory", memoryMb(guest) * KIB_PER_MIB, "unit", "KiB");
                    GuestGrowth.room(domain, guest, kind, growsFromMb);
                    domain.element("os", os -> os.value("type", "hvm"));
                    domain.element(
                            "features", features -> features.empty("acpi").empty("apic"));
                    domain.empty("clock", "offset", "utc");
                    domain.element("devices", devices -> devices(devices, guest, kind, layout, net));
                },
                "type",
                kind.domain());
    }

    static long memoryMb(Guest guest) {
        GuestConfig config = guest.start().config();
        long most = config == null ? 0 : config.memoryLimitMb();
        return most > 0 ? Math.min(most, guest.size().memoryMb()) : guest.size().memoryMb();
    }

    private static void devices(Xml devices, Guest guest, HostKind kind, GuestLayout layout, HostNet net) {
        for (Attached disk : layout.disks()) {
            boolean first = disk.equals(layout.disks().getFirst());
            disk(devices, disk, first);
        }
        String seed = layout.seed();
        if (seed != null) {
            seed(devices, seed);
        }
        List<Wire> wires = wires(guest);
        for (int index = 0; index < wires.size(); index++) {
            wire(devices, guest, index, kind, net.publicBridge());
        }
        devices.empty("serial", "type", "pty");
        devices.empty("console", "type", "pty");
        devices.element(
                "channel",
                channel -> channel.empty("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                "type",
                "unix");
        devices.element(
                "graphics",
                graphics -> {},
                "type",
                "vnc",
                "port",
                "-1",
                "autoport",
                "yes",
                "websocket",
                "-1",
                "listen",
                net.screenListen(),
                "passwd",
                Secrets.hex(Screens.PASSWORD_BYTES));
        devices.element("video", video -> video.empty("model", "type", "vga"));
        devices.element(
                "memballoon",
                balloon -> balloon.empty("stats", "period", String.valueOf(STATISTICS_EVERY_SECONDS)),
                "model",
                "virtio");
        guest.gpus().forEach(part -> GpuXml.device(devices, part));
        devices.element("rng", rng -> rng.value("backend", "/dev/urandom", "model", "random"), "model", "virtio");
    }

    private static void disk(Xml devices, Attached attached, boolean first) {
        devices.element(
                "disk",
                disk -> {
                    disk.empty("driver", "name", "qemu", "type", HostFiles.QCOW2, "discard", "unmap");
                    disk.empty("source", "file", attached.path());
                    disk.empty("target", "dev", attached.target(), "bus", "virtio");
                    disk.value("serial", attached.serial());
                    if (first) {
                        disk.empty("boot", "order", "1");
                    }
                },
                "type",
                "file",
                "device",
                "disk");
    }

    /** A device of a volume's, as it is put into a guest and taken out of it. */
    static String device(Attached attached) {
        return Xml.document(
                "disk",
                disk -> disk.empty("driver", "name", "qemu", "type", HostFiles.QCOW2, "discard", "unmap")
                        .empty("source", "file", attached.path())
                        .empty("target", "dev", attached.target(), "bus", "virtio")
                        .value("serial", attached.serial()),
                "type",
                "file",
                "device",
                "disk");
    }

    private static void seed(Xml devices, String path) {
        devices.element(
                "disk",
                disk -> disk.empty("driver", "name", "qemu", "type", "raw")
                        .empty("source", "file", path)
                        .empty("target", "dev", "vdz", "bus", "virtio")
                        .empty("readonly"),
                "type",
                "file",
                "device",
                "disk");
    }

    private static void wire(Xml devices, Guest guest, int index, HostKind kind, String publicBridge) {
        Wire wire = wires(guest).get(index);
        devices.element(
                "interface",
                nic -> {
                    nic.empty("mac", "address", GuestMac.of(guest.id().value(), index));
                    nic.empty("source", "bridge", bridge(wire, publicBridge));
                    nic.empty("model", "type", "virtio");
                    if (wire.purpose() != Purpose.PUBLIC) {
                        nic.empty("mtu", "size", MTU_BETWEEN_HOSTS);
                    }
                    if (kind.filters()) {
                        WireFilters.reference(nic, guest.id(), wire);
                    }
                },
                "type",
                "bridge");
    }

    static String bridge(Wire wire, String publicBridge) {
        return switch (wire.purpose()) {
            case PUBLIC -> publicBridge;
            case VLAN -> "brv" + wire.segment();
            case VPC -> "br" + wire.segment();
        };
    }

    /** Where each of a guest's disks is, by its file; the seed is none of them. */
    static Map<String, String> targets(String document) {
        Map<String, String> targets = new LinkedHashMap<>();
        for (Element disk : disks(document)) {
            targets.put(attribute(disk, "source", "file"), attribute(disk, "target", "dev"));
        }
        return targets;
    }

    /** Disks of a guest's document that can be written to. */
    static List<Element> disks(String document) {
        return children(Xml.read(document).getDocumentElement(), "devices").stream()
                .flatMap(devices -> children(devices, "disk").stream())
                .filter(disk -> children(disk, "readonly").isEmpty())
                .toList();
    }

    static String attribute(Element parent, String child, String attribute) {
        return children(parent, child).stream()
                .map(each -> each.getAttribute(attribute))
                .findFirst()
                .orElse("");
    }

    /** Elements of a name right below another: a disk's files have sources of their own further down. */
    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
