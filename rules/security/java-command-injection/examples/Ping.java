import java.io.IOException;
import java.util.*;
import javax.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.*;

class Ping {
    @PostMapping("/a")
    void shell(@RequestParam String host) throws IOException {
        // ruleid: java-command-injection
        new ProcessBuilder("sh", "-c", "ping -c 1 " + host).start();
    }

    void exec(HttpServletRequest request) throws IOException {
        String file = request.getParameter("file");
        // ruleid: java-command-injection
        Runtime.getRuntime().exec("convert " + file + " out.png");
        String[] command = { "bash", "-c", file };
        // ruleid: java-command-injection
        Runtime.getRuntime().exec(command);
    }

    @PostMapping("/b")
    void program(@RequestBody String program) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        // ruleid: java-command-injection
        runtime.exec(program);
    }

    @PostMapping("/c")
    void argument(@RequestParam String host, @RequestParam int count) throws IOException {
        // ok: java-command-injection
        new ProcessBuilder("ping", "-c", "1", "--", host).start();
        // ok: java-command-injection
        Runtime.getRuntime().exec("ping -c " + count + " localhost");
    }
}
