import java.io.*;
import jakarta.servlet.http.*;
import org.springframework.web.util.HtmlUtils;

class Search extends HttpServlet {
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ruleid: java-reflected-xss
        response.getWriter().println("<p>Nothing found for " + request.getParameter("q") + "</p>");
        PrintWriter out = response.getWriter();
        String name = request.getParameter("name");
        // ruleid: java-reflected-xss
        out.write("<h1>" + name + "</h1>");
        // ok: java-reflected-xss
        out.write("<h1>" + HtmlUtils.htmlEscape(name) + "</h1>");
        int page = Integer.parseInt(request.getParameter("page"));
        // ok: java-reflected-xss
        out.println(page);
    }

    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        // ok: java-reflected-xss
        response.getWriter().write(request.getParameter("json"));
    }
}
