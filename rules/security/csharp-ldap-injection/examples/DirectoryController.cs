using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;

public class DirectoryController : Controller
{
    public IActionResult Find(string user)
    {
        // ruleid: csharp-ldap-injection
        searcher.Filter = $"(sAMAccountName={user})";
        // ruleid: csharp-ldap-injection
        var other = new DirectorySearcher(entry, "(uid=" + user + ")");
        // ok: csharp-ldap-injection
        searcher.Filter = $"(sAMAccountName={EscapeLdapFilter(user)})";
        // ok: csharp-ldap-injection
        searcher.Filter = "(objectClass=user)";
        return View();
    }
}
