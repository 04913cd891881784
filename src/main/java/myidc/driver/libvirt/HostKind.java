package myidc.driver.libvirt;

import java.util.stream.IntStream;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What a host can do.
 *
 * @param domain libvirt's type of a guest: kvm where the processor helps, qemu where it does not, test where none is real
 * @param filters whether it filters what passes the guests' interfaces
 * @param files whether its files are real ones
 */
record HostKind(String domain, boolean filters, boolean files) {
    private static final String IMITATION = "Test";

    /** A host says that it has KVM where only the device file is, so its processor is asked. */
    static HostKind of(Connect host) throws LibvirtException {
        if (IMITATION.equalsIgnoreCase(host.getType())) {
            return new HostKind("test", false, false);
        }
        NodeList features = Xml.read(host.getCapabilities()).getElementsByTagName("feature");
        boolean helps = IntStream.range(0, features.getLength())
                .mapToObj(features::item)
                .filter(Element.class::isInstance)
                .map(each -> ((Element) each).getAttribute("name"))
                .anyMatch(name -> name.equals("vmx") || name.equals("svm"));
        return new HostKind(helps ? "kvm" : "qemu", true, true);
    }
}
