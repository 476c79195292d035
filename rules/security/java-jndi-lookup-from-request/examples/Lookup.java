import java.util.Map;
import javax.naming.*;
import javax.servlet.http.HttpServletRequest;

class Lookup {
    private static final Map<String, String> SOURCES = Map.of("eu", "java:comp/env/jdbc/eu");

    Object direct(HttpServletRequest request) throws NamingException {
        // ruleid: java-jndi-lookup-from-request
        return new InitialContext().lookup(request.getParameter("db"));
    }

    Object header(HttpServletRequest request, Context context) throws NamingException {
        String name = request.getHeader("X-Queue");
        // ruleid: java-jndi-lookup-from-request
        return context.lookup(name);
    }

    Object fixed(HttpServletRequest request) throws NamingException {
        // ok: java-jndi-lookup-from-request
        new InitialContext().lookup("java:comp/env/jdbc/main");
        // ok: java-jndi-lookup-from-request
        return new InitialContext().lookup(SOURCES.get(request.getParameter("db")));
    }
}
