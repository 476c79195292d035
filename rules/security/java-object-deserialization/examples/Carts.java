import java.beans.XMLDecoder;
import java.io.*;
import java.util.Base64;
import javax.servlet.http.*;
import org.springframework.web.bind.annotation.*;

class Carts {
    @PostMapping("/a")
    Object body(@RequestBody byte[] body) throws Exception {
        // ruleid: java-object-deserialization
        return new ObjectInputStream(new ByteArrayInputStream(body)).readObject();
    }

    Object cookie(HttpServletRequest request) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(request.getHeader("X-Cart"));
        // ruleid: java-object-deserialization
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes));
        return in.readObject();
    }

    Object stream(HttpServletRequest request) throws Exception {
        // ruleid: java-object-deserialization
        return new XMLDecoder(request.getInputStream()).readObject();
    }

    Object filtered(HttpServletRequest request) throws Exception {
        // ok: java-object-deserialization
        ObjectInputStream in = new ObjectInputStream(request.getInputStream());
        in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("org.example.Cart;!*"));
        return in.readObject();
    }

    Object own(File cache) throws Exception {
        // ok: java-object-deserialization
        return new ObjectInputStream(new FileInputStream(cache)).readObject();
    }
}
