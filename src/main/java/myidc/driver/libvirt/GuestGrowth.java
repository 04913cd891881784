package myidc.driver.libvirt;

import java.util.List;
import myidc.compute.port.MachineRoom.Guest;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;

/**
 * What is to be plugged into a guest that runs, for it to be as large as it is to be: processors up to the number that it was
 * started to be able to have, and a module of memory.
 *
 * @param vcpus how many it is to have; 0 when it has them
 * @param memoryKib how much more memory; 0 when it has it
 * @param memoryMb how much memory it has then
 */
record GuestGrowth(int vcpus, long memoryKib, long memoryMb) {
    private static final int TIMES = 8;
    private static final int VCPUS_MOST = 64;
    private static final long MEMORY_MOST_MB = 262_144;
    private static final int MODULES_MOST = 16;

    /** Linux takes memory in blocks of this size. */
    private static final long BLOCK_KIB = 131_072;

    private static final long KIB_PER_MIB = 1_024;

    /** VIR_DOMAIN_AFFECT_LIVE. */
    private static final int LIVE = 1;

    /**
     * How large the guest may become while it runs, in its document. A guest that could have more memory puts 64 MiB aside for
     * devices that reach the lowest 4 GiB alone, unless it reaches beyond these anyway: those below {@code fromMb} do without.
     */
    static void room(Xml domain, Guest guest, HostKind kind, long fromMb) {
        int vcpus = guest.size().vcpus();
        long memoryMb = GuestXml.memoryMb(guest);
        boolean may = kind.files() && memoryMb >= fromMb && memoryMb < MEMORY_MOST_MB;
        if (!may) {
            domain.value("vcpu", vcpus);
            if (kind.domain().equals("kvm")) {
                domain.empty("cpu", "mode", "host-model");
            }
            return;
        }
        int most = Math.max(vcpus, Math.min(VCPUS_MOST, TIMES * vcpus));
        domain.value("vcpu", most, "current", String.valueOf(vcpus));
        domain.value(
                "maxMemory",
                Math.min(MEMORY_MOST_MB, TIMES * memoryMb) * KIB_PER_MIB,
                "slots",
                String.valueOf(MODULES_MOST),
                "unit",
                "KiB");
        String[] mode = kind.domain().equals("kvm") ? new String[] {"mode", "host-model"} : new String[0];
        domain.element(
                "cpu",
                cpu -> cpu.element(
                        "numa",
                        numa -> numa.empty(
                                "cell",
                                "id",
                                "0",
                                "cpus",
                                "0-" + (most - 1),
                                "memory",
                                String.valueOf(memoryMb * KIB_PER_MIB),
                                "unit",
                                "KiB")),
                mode);
    }

    /** What the guest lacks that runs as this document says; null when it cannot get it while it runs. */
    static @Nullable GuestGrowth missing(String running, Guest wanted) {
        Element domain = Xml.read(running).getDocumentElement();
        Element vcpu = GuestXml.children(domain, "vcpu").getFirst();
        int vcpusMost = Integer.parseInt(vcpu.getTextContent().strip());
        int vcpus = vcpu.hasAttribute("current") ? Integer.parseInt(vcpu.getAttribute("current")) : vcpusMost;
        long memory = kib(domain, "memory", 0);
        long memoryMost = kib(domain, "maxMemory", memory);
        long modules = GuestXml.children(domain, "devices").stream()
                .mapToLong(devices -> GuestXml.children(devices, "memory").size())
                .sum();
        int vcpusWanted = wanted.size().vcpus();
        long memoryWanted = GuestXml.memoryMb(wanted) * KIB_PER_MIB;
        long more = memoryWanted - memory;
        boolean enough = vcpusWanted >= vcpus && vcpusWanted <= vcpusMost && more >= 0 && memoryWanted <= memoryMost;
        boolean taken = more % BLOCK_KIB == 0 && (more == 0 || modules < MODULES_MOST);
        return enough && taken
                ? new GuestGrowth(vcpusWanted == vcpus ? 0 : vcpusWanted, more, memoryWanted / KIB_PER_MIB)
                : null;
    }

    private static long kib(Element domain, String name, long otherwise) {
        List<Element> found = GuestXml.children(domain, name);
        return found.isEmpty()
                ? otherwise
                : Long.parseLong(found.getFirst().getTextContent().strip());
    }

    /** Processors come last: they may be taken out of no guest again. */
    void plugInto(Domain domain) throws LibvirtException {
        if (memoryKib > 0) {
            domain.attachDeviceFlags(module(), LIVE);
        }
        if (vcpus > 0) {
            domain.setVcpusFlags(vcpus, LIVE);
        }
    }

    /** Named by what the guest has with it: libvirt refuses a second one of the name, which a call repeated too early asks for. */
    private String module() {
        return Xml.document(
                "memory",
                memory -> memory.element(
                                "target",
                                target -> target.value("size", memoryKib, "unit", "KiB")
                                        .value("node", 0))
                        .empty("alias", "name", "ua-memory-" + memoryMb),
                "model",
                "dimm");
    }
}
