import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.*;

class Logs {
    private static final Logger LOGGER = LoggerFactory.getLogger(Logs.class);

    void failed(HttpServletRequest request) {
        String user = request.getParameter("user");
        // ruleid: java-log-injection
        LOGGER.warn("login failed for {}", user);
        // ruleid: java-log-injection
        LOGGER.info("agent " + request.getHeader("User-Agent"));
    }

    @GetMapping("/a")
    void typed(@RequestParam int page, @RequestParam String name) {
        // ok: java-log-injection
        LOGGER.info("page {}", page);
        // ok: java-log-injection
        LOGGER.info("name of {} letters", name.length());
        // ok: java-log-injection
        LOGGER.info("name {}", name.replaceAll("[\\r\\n]", "_"));
    }
}
