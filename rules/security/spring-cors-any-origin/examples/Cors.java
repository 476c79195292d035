import java.util.*;
import jakarta.servlet.http.*;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.cors.CorsConfiguration;

// ruleid: spring-cors-any-origin
@CrossOrigin(originPatterns = "*", allowCredentials = "true")
class Open {}

// ok: spring-cors-any-origin
@CrossOrigin(origins = "https://app.example.org", allowCredentials = "true")
class Cors {
    void configure(CorsConfiguration configuration, CorsRegistry registry) {
        // ruleid: spring-cors-any-origin
        configuration.addAllowedOriginPattern("*");
        // ruleid: spring-cors-any-origin
        registry.addMapping("/api/**").allowedOriginPatterns("*").allowCredentials(true);
        // ok: spring-cors-any-origin
        registry.addMapping("/api/**").allowedOrigins("https://app.example.org");
        // ok: spring-cors-any-origin
        configuration.setAllowedOrigins(List.of("*"));
        // ok: spring-cors-any-origin
        configuration.addAllowedOriginPattern("https://*.example.org");
    }

    void mirrored(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (ALLOWED.contains(origin)) {
            // ok: spring-cors-any-origin
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
    }

    void mirror(HttpServletRequest request, HttpServletResponse response) {
        // ruleid: spring-cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
    }
}
