package myidc.driver.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Writes and reads libvirt's documents; what is written is escaped, what is read opens nothing else. */
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    private Xml() throws XMLStreamException {
        out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    /** A document with this element as its root. */
    static String document(String root, Consumer<Xml> inside, String... attributes) {
        try {
            Xml xml = new Xml();
            xml.element(root, inside, attributes);
            xml.out.close();
            return xml.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param attributes names and values in turn */
    Xml element(String name, Consumer<Xml> inside, String... attributes) {
        try {
            out.writeStartElement(name);
            for (int at = 0; at < attributes.length; at += 2) {
                out.writeAttribute(attributes[at], attributes[at + 1]);
            }
            inside.accept(this);
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    Xml empty(String name, String... attributes) {
        return element(name, nothing -> {}, attributes);
    }

    Xml value(String name, Object value, String... attributes) {
        return element(
                name,
                inside -> {
                    try {
                        inside.out.writeCharacters(String.valueOf(value));
                    } catch (XMLStreamException e) {
                        throw new IllegalStateException(e);
                    }
                },
                attributes);
    }

    static Document read(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(document)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("The host's document can't be read", e);
        }
    }
}
