import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.security.*;

class Xml {
    XStream open() {
        XStream xstream = new XStream();
        // ruleid: java-xstream-any-type
        xstream.addPermission(AnyTypePermission.ANY);
        // ruleid: java-xstream-any-type
        xstream.allowTypesByWildcard(new String[] { "org.example.**", "**" });
        return xstream;
    }

    XStream listed() {
        XStream xstream = new XStream();
        // ok: java-xstream-any-type
        xstream.allowTypes(new Class<?>[] { Order.class });
        // ok: java-xstream-any-type
        xstream.allowTypesByWildcard(new String[] { "org.example.**" });
        // ok: java-xstream-any-type
        xstream.addPermission(NoTypePermission.NONE);
        return xstream;
    }
}
