using Microsoft.AspNetCore.Mvc;

public class ProfileController : Controller
{
    // ruleid: aspnet-antiforgery-missing
    [HttpPost]
    public IActionResult Save(Profile profile)
    {
        store.Save(profile);
        return RedirectToAction("Index");
    }

    // ok: aspnet-antiforgery-missing
    [HttpPost]
    [ValidateAntiForgeryToken]
    public IActionResult Rename(Profile profile)
    {
        return RedirectToAction("Index");
    }

    // ok: aspnet-antiforgery-missing
    [HttpPost]
    public IActionResult Json([FromBody] Profile profile)
    {
        return Ok();
    }

    // ok: aspnet-antiforgery-missing
    [HttpGet]
    public IActionResult Index()
    {
        return View();
    }
}

[AutoValidateAntiforgeryToken]
public class OrdersController : Controller
{
    // ok: aspnet-antiforgery-missing
    [HttpPost]
    public IActionResult Save(Order order)
    {
        return View(order);
    }
}
