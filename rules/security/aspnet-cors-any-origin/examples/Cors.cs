class Cors
{
    void Policies(CorsPolicyBuilder policy)
    {
        // ruleid: aspnet-cors-any-origin
        policy.SetIsOriginAllowed(origin => true).AllowCredentials();
        // ruleid: aspnet-cors-any-origin
        policy.AllowAnyHeader().SetIsOriginAllowed(_ => true).AllowCredentials();
        // ruleid: aspnet-cors-any-origin
        policy.AllowAnyOrigin().AllowAnyMethod().AllowCredentials();
        // ok: aspnet-cors-any-origin
        policy.WithOrigins("https://app.example.org").AllowCredentials();
        // ok: aspnet-cors-any-origin
        policy.AllowAnyOrigin().AllowAnyMethod();
        // ok: aspnet-cors-any-origin
        policy.SetIsOriginAllowed(origin => Allowed.Contains(origin)).AllowCredentials();
    }
}
