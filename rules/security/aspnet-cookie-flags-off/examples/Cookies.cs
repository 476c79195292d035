using Microsoft.AspNetCore.Http;

class Cookies
{
    void Set(string token)
    {
        // ruleid: aspnet-cookie-flags-off
        Response.Cookies.Append("auth-token", token);
        // ruleid: aspnet-cookie-flags-off
        Response.Cookies.Append("user", token, new CookieOptions { HttpOnly = false });
        // ruleid: aspnet-cookie-flags-off
        options.Cookie.SecurePolicy = CookieSecurePolicy.None;
        // ok: aspnet-cookie-flags-off
        Response.Cookies.Append("auth-token", token, new CookieOptions { Secure = true, HttpOnly = true });
        // ok: aspnet-cookie-flags-off
        Response.Cookies.Append("theme", "dark");
        // ok: aspnet-cookie-flags-off
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    }
}
