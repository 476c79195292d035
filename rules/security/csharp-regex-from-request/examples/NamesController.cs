using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public class NamesController : Controller
{
    public IActionResult Find(string pattern, string text)
    {
        // ruleid: csharp-regex-from-request
        var regex = new Regex(pattern);
        // ruleid: csharp-regex-from-request
        var found = Regex.IsMatch("some text", pattern);
        // ok: csharp-regex-from-request
        var limited = new Regex(pattern, RegexOptions.None, TimeSpan.FromMilliseconds(100));
        // ok: csharp-regex-from-request
        var escaped = Regex.IsMatch("some text", Regex.Escape(pattern));
        // ok: csharp-regex-from-request
        var own = Regex.IsMatch(text, "^[a-z]+$");
        return View();
    }
}
