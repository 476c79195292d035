import java.io.InputStream;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.Constructor;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class Settings {
    Map<String, Object> open(InputStream in) {
        Yaml yaml = new Yaml();
        // ruleid: java-snakeyaml-unsafe-load
        return yaml.load(in);
    }

    Object direct(String text) {
        // ruleid: java-snakeyaml-unsafe-load
        return new Yaml().load(text);
    }

    Object safe(InputStream in) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        // ok: java-snakeyaml-unsafe-load
        return yaml.load(in);
    }

    String write(Object value) {
        // ok: java-snakeyaml-unsafe-load
        return new Yaml().dump(value);
    }
}
