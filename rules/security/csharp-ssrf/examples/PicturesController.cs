using System.Net.Http;
using Microsoft.AspNetCore.Mvc;

public class PicturesController : ControllerBase
{
    public async Task<IActionResult> Fetch(string url, string host)
    {
        // ruleid: csharp-ssrf
        var picture = await httpClient.GetByteArrayAsync(url);
        // ruleid: csharp-ssrf
        var status = await httpClient.GetAsync($"https://{host}/status");
        // ruleid: csharp-ssrf
        var request = new HttpRequestMessage(HttpMethod.Get, Request.Query["feed"]);
        return Ok();
    }

    public async Task<IActionResult> Checked(string url, string city)
    {
        var address = new Uri(url);
        if (!Hosts.Contains(address.Host)) return BadRequest();
        // ok: csharp-ssrf
        var picture = await httpClient.GetByteArrayAsync(address);
        // ok: csharp-ssrf
        var weather = await httpClient.GetStringAsync($"https://api.example.org/weather?q={city}");
        // ok: csharp-ssrf
        var item = await cache.GetAsync(url);
        return Ok();
    }
}
