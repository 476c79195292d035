import javax.naming.directory.*;
import javax.servlet.http.HttpServletRequest;
import org.springframework.ldap.support.LdapEncoder;

class Directory {
    Object concatenated(HttpServletRequest request, DirContext context) throws Exception {
        String filter = "(uid=" + request.getParameter("user") + ")";
        // ruleid: java-ldap-injection
        return context.search("ou=people", filter, new SearchControls());
    }

    Object formatted(@RequestParam String user, LdapTemplate ldap) {
        // ruleid: java-ldap-injection
        return ldap.search("ou=people", String.format("(cn=%s)", user), mapper);
    }

    Object bound(HttpServletRequest request, DirContext context) throws Exception {
        Object[] values = { request.getParameter("user") };
        // ok: java-ldap-injection
        return context.search("ou=people", "(uid={0})", values, new SearchControls());
    }

    Object encoded(HttpServletRequest request, DirContext context) throws Exception {
        String user = LdapEncoder.filterEncode(request.getParameter("user"));
        // ok: java-ldap-injection
        return context.search("ou=people", "(uid=" + user + ")", new SearchControls());
    }
}
