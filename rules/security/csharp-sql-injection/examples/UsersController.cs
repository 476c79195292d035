using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

public class UsersController : Controller
{
    public async Task<IActionResult> Raw(string name)
    {
        // ruleid: csharp-sql-injection
        var users = await db.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{name}'").ToListAsync();
        // ruleid: csharp-sql-injection
        using var command = new SqlCommand("SELECT * FROM Users WHERE Name = '" + name + "'", connection);
        string city = Request.Query["city"];
        // ruleid: csharp-sql-injection
        command.CommandText = string.Format("SELECT * FROM Users WHERE City = '{0}'", city);
        return View(users);
    }

    public async Task<IActionResult> Bound(string name, int page, string by)
    {
        // ok: csharp-sql-injection
        var users = await db.Users.FromSql($"SELECT * FROM Users WHERE Name = {name}").ToListAsync();
        // ok: csharp-sql-injection
        var raw = await db.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = {0}", name).ToListAsync();
        // ok: csharp-sql-injection
        using var command = new SqlCommand("SELECT * FROM Users ORDER BY Id OFFSET " + page, connection);
        command.Parameters.AddWithValue("@name", name);
        if (!Allowed.Contains(by)) return BadRequest();
        // ok: csharp-sql-injection
        command.CommandText = "SELECT * FROM Users ORDER BY " + by;
        return View(users);
    }
}
