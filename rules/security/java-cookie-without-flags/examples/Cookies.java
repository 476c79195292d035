import jakarta.servlet.http.*;

class Cookies {
    void bare(HttpServletResponse response, String id) {
        Cookie cookie = new Cookie("session", id);
        cookie.setPath("/");
        // ruleid: java-cookie-without-flags
        response.addCookie(cookie);
    }

    void half(HttpServletResponse response, String id) {
        Cookie cookie = new Cookie("session", id);
        cookie.setHttpOnly(true);
        // ruleid: java-cookie-without-flags
        response.addCookie(cookie);
    }

    void open(HttpServletResponse response, String id) {
        Cookie cookie = new Cookie("session", id);
        // ruleid: java-cookie-without-flags
        cookie.setSecure(false);
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
    }

    void both(HttpServletResponse response, String id) {
        Cookie cookie = new Cookie("session", id);
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        // ok: java-cookie-without-flags
        response.addCookie(cookie);
    }

    void removed(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "");
        cookie.setMaxAge(0);
        // ok: java-cookie-without-flags
        response.addCookie(cookie);
    }
}
