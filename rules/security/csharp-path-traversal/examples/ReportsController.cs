using System.IO;
using Microsoft.AspNetCore.Mvc;

public class ReportsController : Controller
{
    public IActionResult Get(string name)
    {
        // ruleid: csharp-path-traversal
        return PhysicalFile(Path.Combine(reports, name), "application/pdf");
    }

    public async Task<IActionResult> Upload(IFormFile file)
    {
        var path = Path.Combine("uploads", file.FileName);
        // ruleid: csharp-path-traversal
        using var stream = new FileStream(path, FileMode.Create);
        await file.CopyToAsync(stream);
        return Ok();
    }

    public IActionResult Safe(string name, int year)
    {
        // ok: csharp-path-traversal
        var text = System.IO.File.ReadAllText(Path.Combine(reports, Path.GetFileName(name)));
        // ok: csharp-path-traversal
        var other = System.IO.File.ReadAllText($"reports/{year}.txt");
        var full = Path.GetFullPath(Path.Combine(reports, name));
        if (!full.StartsWith(reports)) return NotFound();
        // ok: csharp-path-traversal
        return PhysicalFile(full, "application/pdf");
    }
}
