using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

public class PingController : ControllerBase
{
    public IActionResult Run(string host, string tool)
    {
        // ruleid: csharp-command-injection
        Process.Start("cmd.exe", "/c ping " + host);
        // ruleid: csharp-command-injection
        var info = new ProcessStartInfo(tool);
        // ruleid: csharp-command-injection
        info.Arguments = $"-n 1 {host}";
        return Ok();
    }

    public IActionResult List(string host, int count)
    {
        var start = new ProcessStartInfo("ping");
        // ok: csharp-command-injection
        start.ArgumentList.Add(host);
        // ok: csharp-command-injection
        start.Arguments = "-n " + count;
        // ok: csharp-command-injection
        Process.Start("ping", "-n 1 localhost");
        return Ok();
    }
}
