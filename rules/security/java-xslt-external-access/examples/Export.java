import javax.xml.XMLConstants;
import javax.xml.transform.*;
import javax.xml.transform.stream.StreamSource;

class Export {
    void styled(java.io.InputStream style) throws Exception {
        // ruleid: java-xslt-external-access
        TransformerFactory factory = TransformerFactory.newInstance();
        Transformer transformer = factory.newTransformer(new StreamSource(style));
        transformer.transform(from, to);
    }

    void templates(Source style) throws Exception {
        // ruleid: java-xslt-external-access
        Templates templates = TransformerFactory.newInstance().newTemplates(style);
        use(templates);
    }

    void closed(Source style) throws Exception {
        // ok: java-xslt-external-access
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        Transformer transformer = factory.newTransformer(style);
    }

    void write() throws Exception {
        // ok: java-xslt-external-access
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.transform(from, to);
    }
}
