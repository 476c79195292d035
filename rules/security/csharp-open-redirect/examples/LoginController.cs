using Microsoft.AspNetCore.Mvc;

public class LoginController : Controller
{
    public IActionResult Login(string returnUrl)
    {
        // ruleid: csharp-open-redirect
        return Redirect(returnUrl);
    }

    public void Back()
    {
        // ruleid: csharp-open-redirect
        Response.Redirect(Request.Query["next"]);
    }

    public IActionResult Local(string returnUrl, string id)
    {
        // ok: csharp-open-redirect
        if (Url.IsLocalUrl(returnUrl)) return Redirect(returnUrl);
        // ok: csharp-open-redirect
        if (id != null) return Redirect($"/orders/{id}");
        // ok: csharp-open-redirect
        return LocalRedirect(returnUrl);
    }
}
