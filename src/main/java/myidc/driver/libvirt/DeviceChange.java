package myidc.driver.libvirt;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A guest's document with one disk more or less, all else as the host wrote it. */
final class DeviceChange {
    private DeviceChange() {}

    static String with(String document, String device) {
        Document guest = Xml.read(document);
        devices(guest).appendChild(guest.importNode(Xml.read(device).getDocumentElement(), true));
        return text(guest);
    }

    /** With one more element below its root. */
    static String beside(String document, String element) {
        Document guest = Xml.read(document);
        guest.getDocumentElement()
                .appendChild(guest.importNode(Xml.read(element).getDocumentElement(), true));
        return text(guest);
    }

    static String without(String document, String serial) {
        Document guest = Xml.read(document);
        Element devices = devices(guest);
        for (Element disk : GuestXml.children(devices, "disk")) {
            boolean meant = GuestXml.children(disk, "serial").stream()
                    .anyMatch(each -> each.getTextContent().equals(serial));
            if (meant) {
                devices.removeChild(disk);
            }
        }
        return text(guest);
    }

    /** The same with files in other places; what a file grew from is not said, since it may not be there. */
    static String moved(String document, Map<String, String> paths) {
        Document guest = Xml.read(document);
        for (Element disk : GuestXml.children(devices(guest), "disk")) {
            for (Element source : GuestXml.children(disk, "source")) {
                String path = paths.get(source.getAttribute("file"));
                if (path != null) {
                    source.setAttribute("file", path);
                    GuestXml.children(disk, "backingStore").forEach(disk::removeChild);
                }
            }
        }
        return text(guest);
    }

    private static Element devices(Document guest) {
        return GuestXml.children(guest.getDocumentElement(), "devices").getFirst();
    }

    static String text(Node document) {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
