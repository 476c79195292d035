using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;

public class SearchController : Controller
{
    public IActionResult Find(string query)
    {
        // ruleid: aspnet-html-raw-from-request
        ViewBag.Title = new HtmlString("<h1>" + query + "</h1>");
        // ruleid: aspnet-html-raw-from-request
        return Content($"<p>Nothing found for {query}</p>", "text/html");
    }

    public IActionResult Safe(string query, int page)
    {
        // ok: aspnet-html-raw-from-request
        ViewBag.Page = new HtmlString($"<b>{page}</b>");
        // ok: aspnet-html-raw-from-request
        if (page == 1) return Content(query, "text/plain");
        // ok: aspnet-html-raw-from-request
        return Content($"<p>{HtmlEncoder.Default.Encode(query)}</p>", "text/html");
    }
}
