import java.io.*;
import javax.xml.XMLConstants;
import javax.xml.parsers.*;
import javax.xml.stream.*;
import org.w3c.dom.Document;

class Orders {
    Document dom(InputStream in) throws Exception {
        // ruleid: java-xxe
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        return builder.parse(in);
    }

    void sax(InputStream in) throws Exception {
        // ruleid: java-xxe
        SAXParser parser = SAXParserFactory.newInstance().newSAXParser();
        parser.parse(in, handler);
    }

    XMLStreamReader stax(InputStream in) throws Exception {
        // ruleid: java-xxe
        XMLInputFactory factory = XMLInputFactory.newInstance();
        return factory.createXMLStreamReader(in);
    }

    Document noDoctype(InputStream in) throws Exception {
        // ok: java-xxe
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(in);
    }

    XMLStreamReader noDtd(InputStream in) throws Exception {
        // ok: java-xxe
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory.createXMLStreamReader(in);
    }

    Document empty() throws Exception {
        // ok: java-xxe
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    }
}
