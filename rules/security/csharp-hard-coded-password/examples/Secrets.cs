class Secrets
{
    void Open(IConfiguration configuration)
    {
        // ruleid: csharp-hard-coded-password
        var connection = new SqlConnection("Server=db;Database=shop;User Id=app;Password=not-a-real-password");
        // ruleid: csharp-hard-coded-password
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("not-a-real-key-not-a-real-key"));
        const string Reports = "Server=db;Database=reports;User Id=app;Password=not-a-real-password";
        // ruleid: csharp-hard-coded-password
        var second = new SqlConnection(Reports);
        // ruleid: csharp-hard-coded-password
        var credential = new NetworkCredential("app", "not-a-real-password");
        // ok: csharp-hard-coded-password
        var trusted = new SqlConnection("Server=db;Database=shop;Integrated Security=true");
        // ok: csharp-hard-coded-password
        var outside = new SqlConnection(configuration.GetConnectionString("Shop"));
        // ok: csharp-hard-coded-password
        var other = new NetworkCredential("app", configuration["Smtp:Password"]);
    }
}
