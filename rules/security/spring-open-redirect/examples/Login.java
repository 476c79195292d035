import java.io.IOException;
import java.util.*;
import jakarta.servlet.http.*;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.servlet.view.RedirectView;

class Login {
    private static final Map<String, String> PAGES = Map.of("orders", "/orders");

    @PostMapping("/a")
    String view(@RequestParam String next) {
        // ruleid: spring-open-redirect
        return "redirect:" + next;
    }

    void servlet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ruleid: spring-open-redirect
        response.sendRedirect(request.getParameter("next"));
        String back = request.getHeader("Referer");
        // ruleid: spring-open-redirect
        response.setHeader("Location", back);
    }

    @GetMapping("/b")
    RedirectView redirectView(@RequestParam(required = false) String to) {
        // ruleid: spring-open-redirect
        return new RedirectView(to);
    }

    @PostMapping("/c")
    String listed(@RequestParam String next) {
        // ok: spring-open-redirect
        return "redirect:" + PAGES.getOrDefault(next, "/");
    }

    @PostMapping("/d")
    String own(@PathVariable String id, @RequestParam int page) {
        if (page > 1) {
            // ok: spring-open-redirect
            return "redirect:/orders?page=" + page;
        }
        // ok: spring-open-redirect
        return "redirect:/orders/" + id;
    }
}
