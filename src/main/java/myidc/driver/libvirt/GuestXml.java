package myidc.driver.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Wire;
import myidc.network.GuestMac;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** A guest as libvirt's document: https://libvirt.org/formatdomain.html. */
final class GuestXml {
    private static final long KIB_PER_MIB = 1_024;
    private static final int STATISTICS_EVERY_SECONDS = 2;

    private GuestXml() {}

    static String name(InstanceId guest) {
        return "instance-" + guest.value();
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

    static String of(Guest guest, HostKind kind, Files files, String publicBridge) {
        return Xml.document(
                "domain",
                domain -> {
                    domain.value("name", name(guest.id()));
                    domain.value("uuid", uuid(guest.id()));
                    domain.value("memory", guest.size().memoryMb() * KIB_PER_MIB, "unit", "KiB");
                    domain.value("vcpu", guest.size().vcpus());
                    domain.element("os", os -> os.value("type", "hvm").empty("boot", "dev", "hd"));
                    domain.element(
                            "features", features -> features.empty("acpi").empty("apic"));
                    if (kind.domain().equals("kvm")) {
                        domain.empty("cpu", "mode", "host-model");
                    }
                    domain.empty("clock", "offset", "utc");
                    domain.element("devices", devices -> devices(devices, guest, kind, files, publicBridge));
                },
                "type",
                kind.domain());
    }

    private static void devices(Xml devices, Guest guest, HostKind kind, Files files, String publicBridge) {
        disk(devices, files.disk(), "qcow2", "vda", false);
        String seed = files.seed();
        if (seed != null) {
            disk(devices, seed, "raw", "vdz", true);
        }
        List<Wire> wires = wires(guest);
        for (int index = 0; index < wires.size(); index++) {
            wire(devices, guest, index, kind, publicBridge);
        }
        devices.empty("serial", "type", "pty");
        devices.empty("console", "type", "pty");
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
                "127.0.0.1");
        devices.element("video", video -> video.empty("model", "type", "vga"));
        devices.element(
                "memballoon",
                balloon -> balloon.empty("stats", "period", String.valueOf(STATISTICS_EVERY_SECONDS)),
                "model",
                "virtio");
        devices.element("rng", rng -> rng.value("backend", "/dev/urandom", "model", "random"), "model", "virtio");
    }

    private static void disk(Xml devices, String path, String format, String target, boolean readOnly) {
        devices.element(
                "disk",
                disk -> {
                    disk.empty("driver", "name", "qemu", "type", format);
                    disk.empty("source", "file", path);
                    disk.empty("target", "dev", target, "bus", "virtio");
                    if (readOnly) {
                        disk.empty("readonly");
                    }
                },
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
                    if (kind.filters()) {
                        filter(nic, guest, wire);
                    }
                },
                "type",
                "bridge");
    }

    /** What leaves has to bear the interface's own addresses; in a VLAN the tenant gives them, so only the MAC is held to. */
    private static void filter(Xml nic, Guest guest, Wire wire) {
        String address = wire.address();
        String plain = address == null ? null : address.replaceAll("/.*", "");
        boolean own = plain != null && wire.purpose() != Purpose.VLAN;
        String reference = wire.purpose() == Purpose.VLAN ? "no-mac-spoofing" : FilterXml.name(guest.id());
        nic.element(
                "filterref",
                filter -> {
                    if (own) {
                        filter.empty("parameter", "name", "IP", "value", String.valueOf(plain));
                    }
                },
                "filter",
                reference);
    }

    private static String bridge(Wire wire, String publicBridge) {
        return switch (wire.purpose()) {
            case PUBLIC -> publicBridge;
            case VLAN -> "brv" + wire.segment();
            case VPC -> "br" + wire.segment();
        };
    }

    /**
     * Where the guest's files lie on its host.
     *
     * @param seed what its first start reads; null where the host takes no files
     */
    record Files(String disk, @Nullable String seed) {}
}
